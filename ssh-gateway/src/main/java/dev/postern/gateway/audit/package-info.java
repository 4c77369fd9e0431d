/**
 * The audit log's events of the gateway: {@code SessionOpened}, {@code SessionClosed}, {@code
 * LoginRefused}. The gateway owns nothing durable, so they go to Kafka directly, never blocking a
 * login, bounded, and refusals limited in rate so that an attack on the gateway is none on Kafka.
 */
package dev.postern.gateway.audit;
