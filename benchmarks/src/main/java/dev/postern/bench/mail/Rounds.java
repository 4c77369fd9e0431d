package dev.postern.bench.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rounds of one program. */
final class Rounds {

  private final String name;
  private final List<Round> rounds = new ArrayList<>();

  Rounds(String name) {
    this.name = name;
  }

  void add(Round round) {
    rounds.add(round);
  }

  String name() {
    return name;
  }

  int resets() {
    return rounds.stream().mapToInt(round -> round.latencies().size()).sum();
  }

  List<Double> rates() {
    return rounds.stream().map(Round::perSecond).toList();
  }

  /** All resets over the time of all rounds. */
  double perSecond() {
    return resets() / rounds.stream().mapToDouble(Round::seconds).sum();
  }

  /**
   * The nearest-rank percentile over all rounds.
   *
   * @param percent 0 to 100, exclusive of 0
   */
  Duration percentile(int percent) {
    List<Long> sorted = rounds.stream().flatMap(Rounds::latencies).sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return Duration.ofNanos(sorted.get(Math.max(rank, 1) - 1));
  }

  private static Stream<Long> latencies(Round round) {
    return round.latencies().stream();
  }
}
