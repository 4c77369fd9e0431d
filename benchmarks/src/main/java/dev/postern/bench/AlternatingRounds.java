package dev.postern.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Two things measured in turn, so that other load on the machine affects both. */
public final class AlternatingRounds {

  private static final int LEAST_WARMING = 12;
  private static final int MOST_WARMING = 30;
  private static final int IN_VAIN = 4;
  private static final double BETTER = 1.03;

  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();

  /** One measurement; more is better. */
  @FunctionalInterface
  public interface Measurement {
    double perSecond() throws Exception;
  }

  /** Both are warm before the first round that counts. */
  public static AlternatingRounds of(int rounds, Measurement ours, Measurement theirs)
      throws Exception {
    AlternatingRounds measured = new AlternatingRounds();
    warm(ours);
    theirs.perSecond();
    for (int i = 0; i < rounds; i++) {
      measured.ours.add(ours.perSecond());
      measured.theirs.add(theirs.perSecond());
    }
    return measured;
  }

  /**
   * Repeats until it stops becoming faster: what runs often in Java is compiled as it runs, and a
   * service that has just been started spends more of the cores on that than on its work.
   */
  private static void warm(Measurement ours) throws Exception {
    double best = 0;
    int inVain = 0;
    for (int i = 0; i < MOST_WARMING && (i < LEAST_WARMING || inVain < IN_VAIN); i++) {
      double now = ours.perSecond();
      inVain = now > best * BETTER ? 0 : inVain + 1;
      best = Math.max(best, now);
    }
  }

  /** What, ours, theirs, ratio of the medians, goal and whether it is met. */
  public List<String> row(String what, String unit, double goal) {
    double ratio = median(ours) / median(theirs);
    return List.of(
        what,
        format(median(ours)) + " " + unit,
        format(median(theirs)) + " " + unit,
        String.format(Locale.ROOT, "%.2f", ratio),
        String.format(Locale.ROOT, "%.1f: %s", goal, ratio >= goal ? "met" : "missed"));
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
