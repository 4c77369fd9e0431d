package dev.postern.dashboard.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.dashboard.page.Forms;
import dev.postern.dashboard.page.Moment;
import dev.postern.dashboard.page.Texts;
import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.ContainerEvent;
import dev.postern.dashboard.services.Mail;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something in the life of a container, as a sentence.
 *
 * @param style {@code ok}, {@code bad} or empty
 * @param by the requester; null where the event does not name one
 * @param json the event as it was published; null for a mail
 * @param retry the id of a mail that may be tried again; null for everything else
 */
public record Entry(
    Instant at,
    Moment moment,
    String style,
    String sentence,
    String by,
    String json,
    String retry,
    String once) {

  private static final Comparator<Entry> NEWEST = Comparator.comparing(Entry::at).reversed();

  static List<Entry> newestFirst(List<ContainerEvent> events, List<Mail> mails, Words words) {
    return Stream.concat(
            events.stream().map(event -> of(event, words)), mails.stream().map(m -> of(m, words)))
        .sorted(NEWEST)
        .toList();
  }

  private static Entry of(ContainerEvent event, Words words) {
    JsonNode data = event.data();
    String reason = data.path("reason").asText("");
    Texts texts = words.texts();
    return new Entry(
        event.time(),
        Moment.of(event.time(), words),
        style(event.type()),
        texts.event(event.type(), reason.isEmpty() ? "" : texts.reason(reason)),
        data.path("requestedBy").asText(null),
        data.toPrettyString(),
        null,
        null);
  }

  private static String style(String type) {
    return switch (type) {
      case "ContainerCreated", "PasswordReset" -> "ok";
      case "PasswordResetFailed", "ContainerUnreachable", "SecretExpired" -> "bad";
      default -> "";
    };
  }

  private static String sentence(Mail mail, String error, Words words) {
    String said = words.texts().mail(mail.kind(), mail.state(), error);
    return mail.to() == null ? said : words.of(HistoryTexts.class).to(said, mail.to());
  }

  private static Entry of(Mail mail, Words words) {
    Instant at = timeOf(mail);
    String error = mail.lastError() == null ? "" : words.texts().mailError(mail.lastError());
    return new Entry(
        at,
        Moment.of(at, words),
        mailStyle(mail),
        sentence(mail, error, words),
        null,
        null,
        mail.isFailed() ? mail.id() : null,
        Forms.once());
  }

  /** When a mail was sent; before that, since when it waits. */
  static Instant timeOf(Mail mail) {
    return mail.sentAt() == null ? mail.createdAt() : mail.sentAt();
  }

  private static String mailStyle(Mail mail) {
    return switch (mail.state()) {
      case "SENT" -> "ok";
      case "FAILED", "BOUNCED", "EXPIRED", "NO_CONTACT" -> "bad";
      default -> "";
    };
  }
}
