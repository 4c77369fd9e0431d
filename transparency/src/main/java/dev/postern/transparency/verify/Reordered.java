package dev.postern.transparency.verify;

import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.verify.Findings.Changed;
import java.util.Arrays;
import java.util.List;

/** Which of the records that differ are at each other's offsets. */
final class Reordered {

  private final TreeHash hash = new TreeHash();
  private final List<Changed> changed;

  Reordered(List<Changed> changed) {
    this.changed = changed;
  }

  /** Whether the record is what was signed for the offset of another one. */
  boolean contains(Changed record) {
    LogRecord found = record.found();
    return changed.stream()
        .filter(other -> other != record)
        .anyMatch(
            other ->
                Arrays.equals(
                    hash.leaf(LeafEncoding.encode(found.at(other.found().offset()))),
                    other.signed()));
  }
}
