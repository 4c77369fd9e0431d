/**
 * What one machine needs in place of a data centre: a real Kafka broker, PostgreSQL, SMTP server,
 * sign-in issuer and containers, all on loopback and without a container engine. The launcher runs
 * them as the product's own surroundings, the services' tests as their test backends.
 */
package dev.postern.backends;
