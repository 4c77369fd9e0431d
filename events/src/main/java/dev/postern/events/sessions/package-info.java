/**
 * Events of the SSH gateway: topic {@code postern.sessions}, ordered by container, else account,
 * else source. They hold source addresses, so the topic has a retention.
 */
package dev.postern.events.sessions;
