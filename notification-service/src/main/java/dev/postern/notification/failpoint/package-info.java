/**
 * The steps of a mail's life at which {@code MailKillTest} ends the process. Outside the profile
 * {@code test} there are none.
 */
package dev.postern.notification.failpoint;
