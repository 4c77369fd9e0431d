/**
 * Channels of RFC 4254 that are passed on without being understood: what arrives on one is sent on
 * its twin, byte for byte. Hides windows, back-pressure, half-closed directions, and the one rule
 * that keeps tenants apart on a shared connection: nothing is sent after {@code CHANNEL_CLOSE}.
 */
package dev.postern.gateway.channel;
