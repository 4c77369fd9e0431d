/**
 * What a platform's network says about addresses, on {@code platform.ips}. Heard only where the
 * plane is the external one, and only for the container that holds the address. Hides Kafka.
 */
package dev.postern.ip.confirmation;
