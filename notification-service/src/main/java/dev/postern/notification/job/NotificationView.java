package dev.postern.notification.job;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail in the delivery history; never its content.
 *
 * @param to where it went or was tried, masked; null before the first attempt
 * @param lastError a word such as {@code RECIPIENT_REFUSED}; null where nothing failed
 * @param uncertain whether the mail may have arrived more than once
 */
record NotificationView(
    UUID id,
    MailKind kind,
    String account,
    String container,
    long generation,
    JobState state,
    String to,
    int attempts,
    String lastError,
    boolean uncertain,
    Instant createdAt,
    Instant nextAttemptAt,
    Instant sentAt) {

  static NotificationView of(MailJob job) {
    return new NotificationView(
        job.id,
        job.kind,
        job.account,
        job.container,
        job.generation,
        job.state,
        MaskedAddress.of(job.recipient),
        job.attempts,
        job.lastError,
        job.uncertain,
        job.createdAt,
        job.state == JobState.PENDING ? job.nextAttemptAt : null,
        job.sentAt);
  }
}
