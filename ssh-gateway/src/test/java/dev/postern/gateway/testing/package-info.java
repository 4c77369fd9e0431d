/** The surroundings of the gateway's tests: Kafka, containers, real SSH clients. */
package dev.postern.gateway.testing;
