package dev.postern.audit.projection;

import dev.postern.audit.log.EventReference;
import dev.postern.audit.log.Fold;
import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.LogRecord;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.notifications.MailBounced;
import dev.postern.events.notifications.MailFailed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What became of the mail of each container's latest password. */
public final class Mails {

  private final Map<String, Mail> latest = new HashMap<>();

  private Mails() {}

  /**
   * @param records those that matter
   */
  public static Mails of(Fold fold, Predicate<LogRecord> records) {
    var mails = new Mails();
    fold.on(
            CredentialsMailed.class,
            records,
            (e, d) -> mails.add(d.container(), d.generation(), Outcome.MAILED, e))
        .on(
            MailFailed.class,
            records,
            (e, d) -> mails.add(d.container(), d.generation(), Outcome.FAILED, e))
        .on(
            MailBounced.class,
            records,
            (e, d) -> mails.add(d.container(), d.generation(), Outcome.BOUNCED, e));
    return mails;
  }

  /** How far a mail came. */
  public enum Outcome {
    /** The mail server accepted it. */
    MAILED,
    /** It will not be sent. */
    FAILED,
    /** It was accepted and came back. */
    BOUNCED
  }

  /**
   * The mail of a password.
   *
   * @param event that told it
   */
  public record Mail(long generation, Outcome outcome, EventReference event) {}

  /** Empty where nothing was told of a mail of that generation. */
  public Optional<Mail> of(String container, long generation) {
    return Optional.ofNullable(latest.get(container))
        .filter(mail -> mail.generation() == generation);
  }

  private void add(String container, long generation, Outcome outcome, LogEvent event) {
    Mail before = latest.get(container);
    if (before == null || before.generation() <= generation) {
      latest.put(container, new Mail(generation, outcome, EventReference.of(event)));
    }
  }
}
