/**
 * The whole product, started as a user starts it ({@code ./postern up --detach}) in an instance of
 * its own beside any other, and used by real clients: the OpenSSH client, HTTP, a Kafka consumer.
 * Two tests kill packaged services alone.
 */
package dev.postern.system;
