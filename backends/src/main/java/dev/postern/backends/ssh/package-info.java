/** The OpenSSH client and public keys as people use them. */
package dev.postern.backends.ssh;
