package dev.postern.audit.verify;

import dev.postern.audit.log.LogRecord;
import dev.postern.events.EventHeaders;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what is broken: all of it is counted, the first of each invariant are kept. Two threads
 * may add.
 */
final class Findings {

  private static final int KEPT = 20;

  private final Map<Invariant, Long> counts = new EnumMap<>(Invariant.class);
  private final Map<Invariant, List<Finding>> kept = new EnumMap<>(Invariant.class);

  void add(Invariant invariant, LogRecord record, String sentence) {
    add(new Finding(invariant, record.place(), record.header(EventHeaders.ID), sentence));
  }

  synchronized void add(Finding finding) {
    counts.merge(finding.invariant(), 1L, Long::sum);
    List<Finding> found = kept.computeIfAbsent(finding.invariant(), i -> new ArrayList<>());
    if (found.size() < KEPT) {
      found.add(finding);
    }
  }

  synchronized long count(Invariant invariant) {
    return counts.getOrDefault(invariant, 0L);
  }

  synchronized List<Finding> of(Invariant invariant) {
    return List.copyOf(kept.getOrDefault(invariant, List.of()));
  }
}
