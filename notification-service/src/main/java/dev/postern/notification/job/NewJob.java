package dev.postern.notification.job;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail that is to be sent.
 *
 * @param event the id of the event that asks for it, or of the request
 * @param container null where the mail is about the account
 * @param generation the password's; 0 where the mail carries none
 * @param secretRef what the password is leased by; null where the mail carries none
 * @param facts JSON of what the mail says; never a secret
 * @param recipient the address where it is not the account's contact; else null
 * @param happenedAt when what the mail tells of happened
 * @param expiresAt when sending it makes no more sense
 */
public record NewJob(
    UUID event,
    MailKind kind,
    String account,
    String container,
    long generation,
    String secretRef,
    String facts,
    Recipient recipient,
    Instant happenedAt,
    Instant expiresAt) {}
