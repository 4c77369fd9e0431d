/**
 * Events stored in the caller's transaction and relayed to Kafka, and the table of consumed event
 * ids. A service sends with {@link dev.postern.outbox.OutboxEmitter} and handles with {@link
 * dev.postern.outbox.IdempotentConsumer}; how rows become records, and which process relays them,
 * is hidden here.
 */
package dev.postern.outbox;
