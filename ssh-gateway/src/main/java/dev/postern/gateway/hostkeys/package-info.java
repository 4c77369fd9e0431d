/**
 * The gateway's own host keys: made once, kept in a folder, the same after every restart and for
 * every replica that mounts it.
 */
package dev.postern.gateway.hostkeys;
