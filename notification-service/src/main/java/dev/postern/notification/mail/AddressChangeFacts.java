package dev.postern.notification.mail;

import java.util.UUID;

/**
 * What the two mails about a change of address say: stored with their jobs.
 *
 * @param change the change that waits to be confirmed
 */
public record AddressChangeFacts(String account, UUID change) {}
