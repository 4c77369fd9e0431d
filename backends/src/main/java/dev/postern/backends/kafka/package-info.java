/**
 * A Kafka broker in this JVM, and the topics of the contracts. Hides how a KRaft node is formatted,
 * configured for one machine and kept quiet.
 */
package dev.postern.backends.kafka;
