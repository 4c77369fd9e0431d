/**
 * What proves that a Kafka log is untouched: the canonical form of a record, a Merkle tree over a
 * partition (RFC 9162), checkpoints as signed notes (C2SP), and their verification. No service is
 * needed for any of it.
 */
package dev.postern.transparency;
