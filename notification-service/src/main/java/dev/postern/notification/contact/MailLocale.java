package dev.postern.notification.contact;

import java.util.Optional;
import java.util.regex.Pattern;

/** The languages that mails are written in. */
enum MailLocale {
  EN("en"),
  DE("de");

  private static final Pattern LANGUAGE_TAG =
      Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*");

  private final String tag;

  MailLocale(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }

  /**
   * @param text a language tag (RFC 5646), such as {@code de-AT}; null for the default
   * @return English for a language that mails are not written in; empty where it is no tag
   */
  static Optional<MailLocale> parse(String text) {
    if (text == null) {
      return Optional.of(EN);
    }
    if (text.length() > 35 || !LANGUAGE_TAG.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        text.equalsIgnoreCase("de") || text.toLowerCase(java.util.Locale.ROOT).startsWith("de-")
            ? DE
            : EN);
  }
}
