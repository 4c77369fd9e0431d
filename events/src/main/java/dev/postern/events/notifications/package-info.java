/**
 * Events of mail delivery: topic {@code postern.notifications}, ordered by container. No address of
 * a person is in them.
 */
package dev.postern.events.notifications;
