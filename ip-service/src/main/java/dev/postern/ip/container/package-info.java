/**
 * The containers as their events describe them: whose they are, where their sshd is, how many
 * addresses they should have. Hides that events may arrive twice or late.
 */
package dev.postern.ip.container;
