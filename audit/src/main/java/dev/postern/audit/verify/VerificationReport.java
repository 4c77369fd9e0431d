package dev.postern.audit.verify;

import java.util.List;

/**
 * Which invariants hold.
 *
 * @param results one for each invariant
 * @param records how many were read
 * @param repeated how many of them were delivered again
 */
public record VerificationReport(List<Result> results, long records, long repeated) {

  /**
   * What became of one invariant.
   *
   * @param broken how often it is
   * @param findings the first of those
   */
  public record Result(Invariant invariant, long broken, List<Finding> findings) {

    public boolean holds() {
      return broken == 0;
    }
  }

  public boolean holds() {
    return results.stream().allMatch(Result::holds);
  }
}
