/**
 * Puts the SSH server together: algorithms, settings, who authenticates, and its start once the
 * view is loaded.
 */
package dev.postern.gateway.server;
