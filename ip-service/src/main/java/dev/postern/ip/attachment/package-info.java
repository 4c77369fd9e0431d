/**
 * The life of an address from the pool to a container and back: attached, detached, kept in
 * quarantine, released. Hides how the network is made to agree with what was decided.
 */
package dev.postern.ip.attachment;
