package dev.postern.bench;

import java.util.Arrays;
import java.util.Locale;

/** Samples in milliseconds, or in another unit. */
public record Percentiles(double[] sorted) {

  public static Percentiles of(double... samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /** The nearest rank. */
  public double at(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  public String millis(int percent) {
    return String.format(Locale.ROOT, "%.0f ms", at(percent));
  }
}
