package dev.postern.problem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** The one form of times that clients send: RFC 3339, so with a year of four digits and a zone. */
public final class TimeRule {

  private static final String MESSAGE = "write a time of RFC 3339, such as 2026-01-31T12:00:00Z";
  private static final Pattern BEGINNING = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt ]");

  private TimeRule() {}

  /**
   * @param field what the client calls it
   * @throws Problem 400 where the text is no such time
   */
  public static Instant parse(String field, String text) {
    try {
      if (BEGINNING.matcher(text).lookingAt()) {
        return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      }
    } catch (DateTimeParseException e) {
      // Refused below, as what does not begin like a time is.
    }
    throw Problem.invalid(field, MESSAGE);
  }
}
