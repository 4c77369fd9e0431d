/**
 * Which event becomes which mail. A consumer stores the event's id and the mail job in one
 * transaction and wakes the delivery worker; it never talks to a mail server.
 */
package dev.postern.notification.events;
