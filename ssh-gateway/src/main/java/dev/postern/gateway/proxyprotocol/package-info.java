/**
 * PROXY protocol, version 2: behind a load balancer that speaks it, limits, bans and events see the
 * client's address, not the balancer's. Off by default. Where it is on, only the balancers that are
 * named may connect, and nothing is sent before their header was read.
 */
package dev.postern.gateway.proxyprotocol;
