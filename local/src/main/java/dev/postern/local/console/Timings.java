package dev.postern.local.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What took how long, drawn on the line of the whole: the longest first. */
final class Timings {

  private static final int WIDTH = 40;

  private record Timing(String what, Duration from, Duration took) {}

  private final List<Timing> timings = new ArrayList<>();

  /**
   * @param from since the beginning of the whole
   */
  void add(String what, Duration from, Duration took) {
    timings.add(new Timing(what, from, took));
  }

  List<String> lines() {
    Duration whole =
        timings.stream()
            .map(timing -> timing.from().plus(timing.took()))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return timings.stream()
        .sorted(Comparator.comparing(Timing::took).reversed())
        .map(timing -> line(timing, whole))
        .toList();
  }

  private static String line(Timing timing, Duration whole) {
    int before = columns(timing.from(), whole);
    int bar = Math.max(1, Math.min(WIDTH - before, columns(timing.took(), whole)));
    return String.format(
        "  %-24s%9s  %s%s",
        timing.what(),
        Durations.text(timing.took()),
        " ".repeat(Math.min(before, WIDTH - 1)),
        "━".repeat(bar));
  }

  private static int columns(Duration part, Duration whole) {
    return whole.isZero() ? 0 : (int) Math.round(WIDTH * part.toNanos() / (double) whole.toNanos());
  }
}
