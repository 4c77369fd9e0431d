/**
 * Publishes what happened to a container: every event goes to the outbox and to the table that its
 * history is read from, in the caller's transaction. Hides both tables from the features.
 */
package dev.postern.credential.publishing;
