package dev.postern.bench.dashboard;

import java.util.Arrays;
import java.util.Locale;

/** Samples in milliseconds, or in another unit. */
record Percentiles(double[] sorted) {

  static Percentiles of(double... samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /** The nearest rank. */
  double at(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  String millis(int percent) {
    return String.format(Locale.ROOT, "%.0f ms", at(percent));
  }
}
