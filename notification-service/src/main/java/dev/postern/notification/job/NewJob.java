package dev.postern.notification.job;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail that is to be sent.
 *
 * @param event the id of the event that asks for it, or of the request
 * @param password null where the mail carries none
 * @param facts JSON of what the mail says; never a secret
 * @param recipient the address where it is not the account's contact; else null
 * @param happenedAt when what the mail tells of happened
 * @param expiresAt when sending it makes no more sense
 */
public record NewJob(
    UUID event,
    MailKind kind,
    About about,
    MailedPassword password,
    String facts,
    Recipient recipient,
    Instant happenedAt,
    Instant expiresAt) {

  public NewJob withFacts(String others) {
    return new NewJob(event, kind, about, password, others, recipient, happenedAt, expiresAt);
  }

  /** 0 where the mail carries no password. */
  long generation() {
    return password == null ? 0 : password.generation();
  }

  String container() {
    return about.container();
  }
}
