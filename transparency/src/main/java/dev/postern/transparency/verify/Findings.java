package dev.postern.transparency.verify;

import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.verify.Finding.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what differs, and keeps the first of each kind. */
final class Findings {

  private static final int COMPARED_WITH_EACH_OTHER = 1000;

  private final String topic;
  private final int partition;
  private final Map<Kind, Long> firsts = new EnumMap<>(Kind.class);
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final List<Changed> changed = new ArrayList<>();

  /** A record that is not the one whose hash was signed. */
  record Changed(LogRecord found, byte[] signed) {}

  Findings(String topic, int partition) {
    this.topic = topic;
    this.partition = partition;
  }

  void add(Kind kind, long offset) {
    firsts.merge(kind, offset, Math::min);
    counts.merge(kind, 1L, Long::sum);
  }

  /** Whether it was changed or stands in another's place is told at the end. */
  void changed(LogRecord found, byte[] signed) {
    if (changed.size() < COMPARED_WITH_EACH_OTHER) {
      changed.add(new Changed(found, signed));
    } else {
      add(Kind.CHANGED, found.offset());
    }
  }

  List<Finding> all() {
    Reordered reordered = new Reordered(changed);
    for (Changed record : changed) {
      Kind kind = reordered.contains(record) ? Kind.REORDERED : Kind.CHANGED;
      add(kind, record.found().offset());
    }
    changed.clear();
    List<Finding> all = new ArrayList<>();
    firsts.forEach((kind, first) -> all.add(finding(kind, first, counts.get(kind))));
    all.sort((a, b) -> Long.compare(a.offset(), b.offset()));
    return all;
  }

  private Finding finding(Kind kind, long offset, long count) {
    return new Finding(kind, topic, partition, offset, count, sentence(kind, count));
  }

  private static String sentence(Kind kind, long count) {
    String records = count == 1 ? "the record was" : count + " records from here were";
    return switch (kind) {
      case CHANGED -> records + " changed after signing";
      case REMOVED -> records + " removed, though retention keeps them";
      case INSERTED -> records + " inserted where nothing stood";
      case REORDERED -> records + " put into each other's places";
      case CUT_OFF -> records + " signed, and the log ends before";
      case TREE_DIFFERS -> "the notary's tree is not the one that was signed";
    };
  }
}
