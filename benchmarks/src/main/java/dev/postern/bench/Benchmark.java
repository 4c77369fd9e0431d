package dev.postern.bench;

/** One set of measurements, which becomes {@code docs/benchmarks/<name>.md}. */
public interface Benchmark {

  /**
   * Measures and reports the results, missed goals too.
   *
   * @param checkout where the built product is
   * @throws Exception where nothing could be measured; if only the comparison is impossible, the
   *     report says SKIPPED and why
   */
  void run(Checkout checkout, Report report) throws Exception;
}
