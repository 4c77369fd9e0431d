/**
 * Sends what is due: lease the password, open it, render, send, record, acknowledge. Decides what a
 * failure means: again later, perhaps sent, refused for good, or a pause for all.
 */
package dev.postern.notification.delivery;
