/**
 * What happens to containers, as ip-service hears it: registered ones get the addresses they ask
 * for, deleted ones give theirs back. Hides Kafka.
 */
package dev.postern.ip.registration;
