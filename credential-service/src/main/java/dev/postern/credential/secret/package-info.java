/**
 * Where notification-service, and no other caller, leases sealed passwords and acknowledges that
 * their mails left.
 */
package dev.postern.credential.secret;
