/** Follows notification-service's events, which say whether the mail with a password left. */
package dev.postern.credential.delivery;
