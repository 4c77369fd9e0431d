package dev.postern.notification.job;

import java.util.Optional;

/**
 * What came of looking for a job.
 *
 * @param found whether a job was due; another one may be
 * @param attempt what is to be sent; empty where nothing is, or where the job needs no sending
 */
public record Claim(boolean found, Optional<Attempt> attempt) {

  static final Claim NOTHING_DUE = new Claim(false, Optional.empty());
  static final Claim SETTLED = new Claim(true, Optional.empty());

  static Claim of(MailJob job) {
    return new Claim(true, Optional.of(Attempt.of(job)));
  }
}
