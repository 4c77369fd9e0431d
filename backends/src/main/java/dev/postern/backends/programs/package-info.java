/**
 * The programs that Postern needs from the host, such as {@code sshd}: where they are, which are
 * missing, and how Debian gets them. Hides package managers.
 */
package dev.postern.backends.programs;
