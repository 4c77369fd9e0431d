/**
 * Hands one mail to a mail server (RFC 5321), and can end that at any moment: a mail that was given
 * up does not leave later. Vert.x has the sockets, TLS, the sign-in mechanisms and the encoding of
 * a mail; the dialogue is here, because Vert.x' mail client cannot end a mail that is under way.
 */
package dev.postern.notification.smtp;
