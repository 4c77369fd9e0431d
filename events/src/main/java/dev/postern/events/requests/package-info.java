/**
 * Requests of the services' REST interfaces: topic {@code postern.requests}, ordered by account,
 * else subject, else source. They hold source addresses, so the topic has a retention; the events
 * that a request caused have its trace.
 */
package dev.postern.events.requests;
