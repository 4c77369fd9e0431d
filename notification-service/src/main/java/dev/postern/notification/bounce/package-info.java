/**
 * Mails that were accepted and came back. Whatever receives the mail of the return address posts it
 * here; a delivery status notification (RFC 3464) of a failed delivery makes its job {@code
 * BOUNCED}. Everything else is answered and forgotten.
 */
package dev.postern.notification.bounce;
