/**
 * Mail on one machine: an SMTP server that keeps what it is given, the page that shows it, and a
 * server that fails as a test tells it. Hides SMTP and MIME.
 */
package dev.postern.backends.mail;
