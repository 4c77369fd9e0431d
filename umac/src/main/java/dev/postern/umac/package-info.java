/**
 * The message authentication codes {@code umac-64} and {@code umac-128} (RFC 4418) as OpenSSH has
 * them, for the SSH clients that enter containers. No library for Java has them, and an sshd that
 * offers nothing else is reached by OpenSSH's client with its defaults.
 */
package dev.postern.umac;
