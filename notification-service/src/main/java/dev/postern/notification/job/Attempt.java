package dev.postern.notification.job;

import java.time.Instant;
import java.util.UUID;

/**
 * A job that this replica has claimed, as it is to be sent now. Recipient and {@code replaces} are
 * those of the first attempt.
 *
 * @param number counts the attempts from 1
 * @param containerFacts what was known of the container at the first attempt; null where nothing
 *     was, or where the mail does not say it
 * @param replaces when the password was made that this one replaces and that was mailed; may be
 *     null
 * @param traceParent of what asked for the mail; null where an earlier version stored it
 */
public record Attempt(
    UUID job,
    int number,
    MailKind kind,
    String account,
    String container,
    long generation,
    String secretRef,
    String facts,
    String containerFacts,
    String messageId,
    Recipient recipient,
    Instant replaces,
    Instant happenedAt,
    String traceParent) {

  static Attempt of(MailJob job) {
    return new Attempt(
        job.id,
        job.attempts,
        job.kind,
        job.account,
        job.container,
        job.generation,
        job.secretRef,
        job.facts,
        job.containerFacts,
        job.messageId,
        new Recipient(job.recipient, job.locale),
        job.replaces,
        job.happenedAt,
        job.traceParent);
  }
}
