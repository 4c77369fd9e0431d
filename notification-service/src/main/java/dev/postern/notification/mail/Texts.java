package dev.postern.notification.mail;

import dev.postern.notification.job.Attempt;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The sentences and the dates in the language of a mail's reader. */
final class Texts {

  private Texts() {}

  static MailTexts mail(Attempt attempt) {
    return MessageBundles.get(MailTexts.class, Localized.Literal.of(attempt.recipient().locale()));
  }

  static NoticeMailTexts notice(Attempt attempt) {
    return MessageBundles.get(NoticeMailTexts.class, Localized.Literal.of(attempt.recipient().locale()));
  }

  static String moment(Instant when, Attempt attempt) {
    Locale locale = Locale.forLanguageTag(attempt.recipient().locale());
    String pattern =
        Locale.GERMAN.getLanguage().equals(locale.getLanguage())
            ? "d. MMMM uuuu, HH:mm 'UTC'"
            : "d MMMM uuuu, HH:mm 'UTC'";
    return DateTimeFormatter.ofPattern(pattern, locale).withZone(ZoneOffset.UTC).format(when);
  }
}
