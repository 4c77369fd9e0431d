/** Where notification-service, and nobody else, leases sealed passwords and says that they left. */
package dev.postern.credential.secret;
