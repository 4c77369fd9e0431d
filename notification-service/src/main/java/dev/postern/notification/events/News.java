package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.events.UnreadableEventException;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.job.NewJob;
import java.time.Duration;

/** Jobs of mails that carry no password. */
final class News {

  /** Older news help nobody; it also keeps a replay to an empty database from mailing. */
  static final Duration WORTH_TELLING = Duration.ofHours(72);

  private News() {}

  /**
   * @param container null where the mail is about the account
   */
  static NewJob job(Event<?> event, MailKind kind, String account, String container, String facts) {
    if (account == null) {
      throw new UnreadableEventException("account is missing");
    }
    return new NewJob(
        event.id(),
        kind,
        account,
        container,
        0,
        null,
        facts,
        null,
        event.time(),
        event.time().plus(WORTH_TELLING));
  }
}
