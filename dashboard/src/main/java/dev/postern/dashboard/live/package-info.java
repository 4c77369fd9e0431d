/**
 * Tells open pages what changed: the services' events are read from Kafka, and each page hears the
 * names of what it may see and fetches those parts again. Hides Kafka from the pages; without it
 * they ask every few seconds.
 */
package dev.postern.dashboard.live;
