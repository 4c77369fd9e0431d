/**
 * The whole product, started as a user starts it ({@code ./postern up --detach}) in a world of its
 * own beside any other, and used by real clients: the OpenSSH client, HTTP, a Kafka consumer. One
 * test kills the packaged credential-service alone.
 */
package dev.postern.system;
