/**
 * Connections to the containers' own sshd, with the gateway's key and pinned host keys. They are
 * shared by the sessions of one identity in one container, so that a session costs one handshake,
 * not two. Hides the pool, its spill-over and every deadline.
 */
package dev.postern.gateway.upstream;
