/**
 * Events of containers and their root credentials: topic {@code postern.containers}, ordered by
 * container.
 */
package dev.postern.events.containers;
