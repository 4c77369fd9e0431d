/**
 * A real broker with mutual TLS and ACLs, with the users, rights and clients' settings that the
 * manifests give: what Strimzi would make of them.
 */
package dev.postern.deploy.kafka;
