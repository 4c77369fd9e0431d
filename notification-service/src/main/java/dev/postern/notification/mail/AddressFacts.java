package dev.postern.notification.mail;

/**
 * What the mails about a change of address say.
 *
 * @param confirmation the id of the change that waits to be confirmed
 */
public record AddressFacts(String account, String confirmation) {}
