package dev.postern.notification.events;

import dev.postern.events.Event;
import dev.postern.events.EventData;
import dev.postern.events.EventJson;
import dev.postern.events.UnreadableEventException;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerUnreachable;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpDetached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.notification.job.About;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.job.MailedPassword;
import dev.postern.notification.job.NewJob;
import dev.postern.notification.mail.CredentialsFacts;
import dev.postern.notification.mail.KeyAddedMail;
import dev.postern.notification.mail.KeyDisabledMail;
import dev.postern.notification.mail.MailFacts;
import dev.postern.notification.mail.PublicIpFacts;
import dev.postern.notification.mail.ResetFailedMail;
import dev.postern.notification.mail.SshUnusableMail;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.function.Function;

/** Which mail an event asks for: the one place that says so. */
final class EventMails {

  /** Later a notice helps no more; this also keeps a replay into an empty database from mailing. */
  private static final Duration NOTICE_LIFE = Duration.ofHours(72);

  private static final Map<Class<?>, Function<Event<?>, NewJob>> MAILS =
      Map.ofEntries(
          credentials(
              ContainerCreated.class,
              MailKind.CONTAINER_CREATED,
              CredentialsFacts::of,
              data -> new Secret(data.secretRef(), data.generation(), data.secretExpiresAt())),
          credentials(
              PasswordReset.class,
              MailKind.PASSWORD_RESET,
              CredentialsFacts::of,
              data -> new Secret(data.secretRef(), data.generation(), data.secretExpiresAt())),
          notice(PasswordResetFailed.class, MailKind.RESET_FAILED, ResetFailedMail.Facts::of),
          notice(ContainerUnreachable.class, MailKind.SSH_UNUSABLE, SshUnusableMail.Facts::of),
          notice(KeyAdded.class, MailKind.KEY_ADDED, KeyAddedMail.Facts::of),
          notice(KeyDisabled.class, MailKind.KEY_DISABLED, KeyDisabledMail.Facts::of),
          notice(PublicIpAttached.class, MailKind.PUBLIC_IP_ATTACHED, PublicIpFacts::of),
          notice(PublicIpDetached.class, MailKind.PUBLIC_IP_DETACHED, PublicIpFacts::of),
          notice(PublicIpMoved.class, MailKind.PUBLIC_IP_MOVED, PublicIpFacts::of));

  private EventMails() {}

  /** What an event tells of a password; {@code ref} is null where no mail was asked for. */
  private record Secret(String ref, long generation, Instant expiresAt) {}

  /**
   * Empty where the event asks for no mail.
   *
   * @throws UnreadableEventException where it can never become a mail, so that it goes to the dead
   *     letters and is not tried again
   */
  static Optional<NewJob> of(Event<?> event) {
    return Optional.ofNullable(MAILS.get(event.data().getClass())).map(mail -> mail.apply(event));
  }

  private static <T extends EventData> Entry<Class<?>, Function<Event<?>, NewJob>> credentials(
      Class<T> type, MailKind kind, Function<T, MailFacts> facts, Function<T, Secret> secret) {
    return Map.entry(
        type,
        event -> {
          T data = type.cast(event.data());
          return credentials(event, kind, facts.apply(data), secret.apply(data));
        });
  }

  private static <T extends EventData> Entry<Class<?>, Function<Event<?>, NewJob>> notice(
      Class<T> type, MailKind kind, Function<T, MailFacts> facts) {
    return Map.entry(type, event -> notice(event, kind, facts.apply(type.cast(event.data()))));
  }

  /** Null where the event asks for no mail. */
  private static NewJob credentials(Event<?> event, MailKind kind, MailFacts facts, Secret secret) {
    if (secret.ref() == null) {
      return null;
    }
    About about = facts.about();
    if (about.container() == null || about.account() == null || secret.expiresAt() == null) {
      throw new UnreadableEventException("container, account or secretExpiresAt is missing");
    }
    MailedPassword password = new MailedPassword(secret.ref(), secret.generation());
    return job(event, kind, facts, password, secret.expiresAt());
  }

  private static NewJob notice(Event<?> event, MailKind kind, MailFacts facts) {
    if (facts.about().account() == null) {
      throw new UnreadableEventException("account is missing");
    }
    return job(event, kind, facts, null, event.time().plus(NOTICE_LIFE));
  }

  private static NewJob job(
      Event<?> event, MailKind kind, MailFacts facts, MailedPassword password, Instant expiresAt) {
    return new NewJob(
        event.id(),
        kind,
        facts.about(),
        password,
        EventJson.write(facts),
        null,
        event.time(),
        expiresAt);
  }
}
