package dev.postern.bench;

/** One set of measurements, which becomes {@code docs/benchmarks/<name>.md}. */
public interface Benchmark {

  /**
   * Measures and writes what it found, goals that were missed too.
   *
   * @param workspace where the built product is
   * @throws Exception where nothing could be measured; what can only not be compared says SKIPPED
   *     in the report
   */
  void run(Workspace workspace, Report report) throws Exception;
}
