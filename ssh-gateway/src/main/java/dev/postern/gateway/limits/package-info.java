/**
 * What a client, a source address or an account may take of the gateway, and what a guesser of keys
 * gets: connections before authentication, handshakes per source, sessions per account, and bans
 * that count failed signatures, never offers.
 */
package dev.postern.gateway.limits;
