/**
 * The parts of the product on one machine, each with a start and a stop: Kafka, PostgreSQL, inbox,
 * issuer, local containers, and the four services as child processes.
 */
package dev.postern.local.parts;
