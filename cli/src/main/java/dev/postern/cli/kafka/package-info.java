/** Which log a command reads: the one-machine instance's Kafka, another cluster's, or an export. */
package dev.postern.cli.kafka;
