/**
 * Publishes what happened to a container: every event goes to the outbox and to the table that its
 * history is read from, in the caller's transaction. Hides both from the features, which only say
 * what happened.
 */
package dev.postern.credential.publishing;
