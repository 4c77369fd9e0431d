package dev.postern.transparency.verify;

import java.util.List;

/**
 * How a partition compares with what was signed.
 *
 * @param records that were compared
 * @param retired records that retention removed, whose hashes are kept
 * @param untouchedUpTo the last offset that is signed and untouched, as everything before it; -1
 *     where there is none
 * @param size leaves of the last checkpoint
 */
public record PartitionReport(
    String topic,
    int partition,
    long records,
    long retired,
    long untouchedUpTo,
    long size,
    List<Finding> findings) {

  public boolean holds() {
    return findings.isEmpty();
  }
}
