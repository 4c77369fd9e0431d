package dev.postern.notification.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One mail that is to be sent, and afterwards its history.
 *
 * <p>{@code facts} is the JSON of what the mail says and never holds a secret. {@code messageId} is
 * fixed here, so that every attempt is the same mail to a person who receives it twice.
 */
@Entity
@Table(name = "mail_job")
public class MailJob {

  @Id UUID id;
  UUID event;

  @Enumerated(EnumType.STRING)
  MailKind kind;

  @Enumerated(EnumType.STRING)
  JobState state;

  String account;
  String container;
  long generation;
  String secretRef;
  boolean secretReleased;
  String facts;
  String about;
  String containerFacts;
  String messageId;
  String recipient;
  String locale;
  Instant replaces;
  boolean uncertain;
  int attempts;
  String lastError;
  Instant happenedAt;
  Instant createdAt;
  Instant nextAttemptAt;
  Instant claimedUntil;
  Instant expiresAt;
  Instant sentAt;

  @Column(name = "traceparent")
  String traceParent;

  /** For Hibernate; {@link MailJobRepository} makes jobs. */
  protected MailJob() {}

  /**
   * @throws IllegalStateException where the state machine has no such step
   */
  void become(JobState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException("no mail job goes from " + state + " to " + next);
    }
    state = next;
  }

  /** Whether this attempt is the one under way: no other replica has taken the job since. */
  boolean isSentBy(Attempt attempt) {
    return state == JobState.SENDING && attempts == attempt.number();
  }

  void addressTo(Recipient to) {
    recipient = to.address();
    locale = to.locale();
  }

  void settle(JobState end, String why) {
    become(end);
    lastError = why;
    claimedUntil = null;
  }
}
