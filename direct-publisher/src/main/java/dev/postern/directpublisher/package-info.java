/**
 * Events of what owns no row to keep them in: they go to Kafka directly, never blocking who
 * publishes, bounded, in the order of the publisher's clock.
 */
package dev.postern.directpublisher;
