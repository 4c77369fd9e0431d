/**
 * Resets a second through the whole product beside a baseline program that does the same work in
 * one thread per reset, without Kafka. Hides how both are driven; {@code
 * docs/internals/performance.md} says what came of it.
 */
package dev.postern.bench.mail;
