/**
 * How quickly a removed key is known as removed to gateways: key-service beside a bare record on
 * the same Kafka.
 */
package dev.postern.bench.key;
