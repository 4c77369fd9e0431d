/**
 * The gateway measured by the sshd behind it: many clients do the same thing both ways, and what
 * they see must be the same.
 */
package dev.postern.gateway.clients;
