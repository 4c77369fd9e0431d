package dev.postern.local.console;

import java.time.Duration;
import java.util.Locale;

/** Durations for people. */
public final class Durations {

  private Durations() {}

  /** {@code 85 ms}, {@code 4.2 s}, {@code 1 min 05 s}, {@code 3 h 20 min}. */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (duration.toHours() < 1) {
      return String.format(
          Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(
        Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
  }
}
