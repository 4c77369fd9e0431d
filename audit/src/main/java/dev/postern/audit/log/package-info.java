/**
 * The log as it is read: from Kafka's topics without a consumer group, or from an exported folder;
 * record by record, each at most once.
 */
package dev.postern.audit.log;
