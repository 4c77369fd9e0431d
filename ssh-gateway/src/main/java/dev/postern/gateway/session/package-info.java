/**
 * One client connection from its authentication to its end: where its login leads, its session and
 * forwarding channels, its global requests, and the sessions in containers that become events.
 */
package dev.postern.gateway.session;
