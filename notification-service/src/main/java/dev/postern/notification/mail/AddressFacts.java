package dev.postern.notification.mail;

import java.util.UUID;

/**
 * What the mails about a change of address say.
 *
 * @param change the change that waits to be confirmed
 */
public record AddressFacts(String account, UUID change) {}
