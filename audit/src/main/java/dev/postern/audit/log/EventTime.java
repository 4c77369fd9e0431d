package dev.postern.audit.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times as publishers write them, {@code 2026-11-28T10:03:00.123456Z}: a formatter of
 * java.time takes most of the time in which a log is read.
 */
final class EventTime {

  private static final int SECONDS_END = 19;
  private static final int NANO_DIGITS = 9;
  private static final long SECONDS_OF_DAY = 86_400;

  private EventTime() {}

  /**
   * Reads a time of RFC 3339.
   *
   * @throws DateTimeException where it is none
   */
  static Instant parse(String text) {
    return isPlain(text) ? plain(text) : Instant.parse(text);
  }

  /** Digits where digits belong, in UTC, and no leap second. */
  static boolean isPlain(String text) {
    int end = text.length() - 1;
    return end >= SECONDS_END
        && text.charAt(end) == 'Z'
        && areDigits(text, 0, 4)
        && text.charAt(4) == '-'
        && isUpTo(text, 5, 12)
        && text.charAt(7) == '-'
        && isUpTo(text, 8, 31)
        && text.charAt(10) == 'T'
        && isUpTo(text, 11, 23)
        && text.charAt(13) == ':'
        && isUpTo(text, 14, 59)
        && text.charAt(16) == ':'
        && isUpTo(text, 17, 59)
        && isFraction(text, end);
  }

  /** Day 1 to 28 of month 1 to 12, which no calendar lacks. */
  static boolean isOfEveryMonth(String plain) {
    int day = number(plain, 8, 10);
    return number(plain, 5, 7) > 0 && day > 0 && day <= 28;
  }

  private static boolean isFraction(String text, int end) {
    return end == SECONDS_END
        || text.charAt(SECONDS_END) == '.'
            && end > SECONDS_END + 1
            && end <= SECONDS_END + 1 + NANO_DIGITS
            && areDigits(text, SECONDS_END + 1, end);
  }

  private static boolean isUpTo(String text, int at, int most) {
    return areDigits(text, at, at + 2) && number(text, at, at + 2) <= most;
  }

  private static boolean areDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  private static Instant plain(String text) {
    long day =
        LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    int second = (number(text, 11, 13) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
    return Instant.ofEpochSecond(day * SECONDS_OF_DAY + second, nanos(text));
  }

  private static int nanos(String text) {
    int end = text.length() - 1;
    int nanos = end == SECONDS_END ? 0 : number(text, SECONDS_END + 1, end);
    for (int digits = Math.max(0, end - SECONDS_END - 1); digits < NANO_DIGITS; digits++) {
      nanos *= 10;
    }
    return nanos;
  }
}
