/**
 * The contracts of everything that Postern puts on Kafka: CloudEvents 1.0 types, their data as
 * records, and the JSON of both. Nothing here knows how a record travels; {@code postern-outbox}
 * does.
 *
 * <p>A published version of a type never changes. A new need is a new version beside it.
 */
package dev.postern.events;
