/**
 * The mails: a record each with its HTML and its text template, the sentences in English and
 * German, and the line to copy into a terminal. Nothing that others wrote gets into a header or
 * into a second line.
 */
package dev.postern.notification.mail;
