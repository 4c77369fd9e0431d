package dev.postern.bench.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rounds of one program. */
final class ProgramRounds {

  private final String name;
  private final List<ResetRound> rounds = new ArrayList<>();

  ProgramRounds(String name) {
    this.name = name;
  }

  void add(ResetRound round) {
    rounds.add(round);
  }

  String name() {
    return name;
  }

  int resets() {
    return rounds.stream().mapToInt(round -> round.latencies().size()).sum();
  }

  List<Double> rates() {
    return rounds.stream().map(ResetRound::perSecond).toList();
  }

  /** All resets over the time of all rounds. */
  double perSecond() {
    return resets() / rounds.stream().mapToDouble(ResetRound::seconds).sum();
  }

  /**
   * The nearest-rank percentile over all rounds.
   *
   * @param percent 0 to 100, exclusive of 0
   */
  Duration percentile(int percent) {
    List<Long> sorted = rounds.stream().flatMap(ProgramRounds::latencies).sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return Duration.ofNanos(sorted.get(Math.max(rank, 1) - 1));
  }

  private static Stream<Long> latencies(ResetRound round) {
    return round.latencies().stream();
  }
}
