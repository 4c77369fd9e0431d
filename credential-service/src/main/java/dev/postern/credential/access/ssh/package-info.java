/**
 * The adapter {@code ssh}: reaches any container that has sshd, with the management key, on Apache
 * MINA SSHD. Hides the commands that run in the container and what their exit codes mean.
 */
package dev.postern.credential.access.ssh;
