/**
 * The adapter {@code ssh}: reaches any container that has sshd, with the management key, on Apache
 * MINA SSHD. Hides the library and the file of the management key.
 */
package dev.postern.credential.access.ssh;
