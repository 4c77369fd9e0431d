/**
 * Contacts: the one place that knows an account's e-mail address. The platform sets it; its owner
 * may change it, and the new address is confirmed before it counts.
 */
package dev.postern.notification.contact;
