/** Follows notification-service's events: whether the mail with a password left. */
package dev.postern.credential.delivery;
