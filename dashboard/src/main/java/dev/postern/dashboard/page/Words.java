package dev.postern.dashboard.page;

import dev.postern.dashboard.services.ServiceProblem;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Sentences and times in one language, for code that puts rows together. */
public record Words(Texts texts, Locale locale) {

  private static final Duration NOW = Duration.ofMinutes(1);

  static Words in(Locale locale) {
    return new Words(
        MessageBundles.get(Texts.class, Localized.Literal.of(locale.getLanguage())), locale);
  }

  /** The sentences of one feature. */
  public <T> T of(Class<T> bundle) {
    return MessageBundles.get(bundle, Localized.Literal.of(locale.getLanguage()));
  }

  /** What a service said; in English where this language has no words for it. */
  public String said(String sentence) {
    return sentence != null && german()
        ? ServiceSentences.inGerman(sentence).orElse(sentence)
        : sentence;
  }

  /** What a service refused, in this language. */
  public ServiceProblem said(ServiceProblem problem) {
    return problem.in(this::said);
  }

  /** How long ago, roughly: the exact time is shown on hovering. */
  public String ago(Instant then) {
    Duration past = Duration.between(then, Instant.now());
    if (past.compareTo(NOW) < 0) {
      return texts.justNow();
    }
    if (past.toHours() < 1) {
      return texts.minutesAgo(past.toMinutes());
    }
    if (past.toDays() < 1) {
      return texts.hoursAgo(past.toHours());
    }
    return past.toDays() < 30 ? texts.daysAgo(past.toDays()) : day(then);
  }

  /** To the minute, and where the clock is. */
  public String exact(Instant when) {
    return format(when, german() ? "d. MMMM uuuu, HH:mm 'UTC'" : "d MMMM uuuu, HH:mm 'UTC'");
  }

  public String day(Instant when) {
    return format(when, german() ? "d. MMMM uuuu" : "d MMMM uuuu");
  }

  private boolean german() {
    return locale.getLanguage().equals("de");
  }

  private String format(Instant when, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, locale).withZone(ZoneOffset.UTC).format(when);
  }
}
