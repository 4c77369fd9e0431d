package dev.postern.notification.mail;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The sentences and the dates in the language of a mail's reader.
 *
 * @param tag {@code en} or {@code de}
 */
record MailLanguage(String tag) {

  MailTexts texts() {
    return MessageBundles.get(MailTexts.class, Localized.Literal.of(tag));
  }

  NoticeMailTexts noticeTexts() {
    return MessageBundles.get(NoticeMailTexts.class, Localized.Literal.of(tag));
  }

  boolean isGerman() {
    return Locale.GERMAN.getLanguage().equals(locale().getLanguage());
  }

  String moment(Instant when) {
    String pattern = isGerman() ? "d. MMMM uuuu, HH:mm 'UTC'" : "d MMMM uuuu, HH:mm 'UTC'";
    return DateTimeFormatter.ofPattern(pattern, locale()).withZone(ZoneOffset.UTC).format(when);
  }

  private Locale locale() {
    return Locale.forLanguageTag(tag);
  }
}
