/**
 * The terminal of a user who signed in: a WebSocket (RFC 6455) into a container's shell, the one
 * login without a key. Hides the handshake, the messages, their limits and what each close code
 * means; {@code docs/contracts.md} has what a client relies on.
 */
package dev.postern.gateway.webterminal;
