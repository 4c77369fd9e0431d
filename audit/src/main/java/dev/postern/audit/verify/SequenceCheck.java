package dev.postern.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.log.Redeliveries;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@link Invariant#SEQUENCE_WITHOUT_GAP}. What a publisher delivers again, it delivers with the
 * same id, and soon. A compacted topic forgets, so there numbers only rise.
 */
final class SequenceCheck implements RecordCheck {

  private static final int REMEMBERED = 50_000;

  private final Findings findings;
  private final Map<String, Map<String, Long>> highest = new HashMap<>();

  /** By the id of the event. */
  private final Map<String, Counted> recent =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Counted> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Counted(String topic, String key, long sequence) {}

  SequenceCheck(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(LogRecord record, JsonNode data) {
    String text = record.header(EventHeaders.SEQUENCE);
    if (!Redeliveries.isCounted(record.topic())
        || record.key() == null
        || !EventReader.isSequence(text)) {
      return;
    }
    long sequence = Long.parseLong(text);
    Map<String, Long> ofTopic = highest.computeIfAbsent(record.topic(), t -> new HashMap<>());
    long last = ofTopic.getOrDefault(record.key(), 0L);
    String id = String.valueOf(record.header(EventHeaders.ID));
    if (sequence > last) {
      ofTopic.put(record.key(), sequence);
      recent.put(id, new Counted(record.topic(), record.key(), sequence));
      follows(record, sequence, last);
    } else if (!new Counted(record.topic(), record.key(), sequence).equals(recent.get(id))) {
      findings.add(
          Invariant.SEQUENCE_WITHOUT_GAP,
          record,
          "sequence " + sequence + " comes after " + last + ", and is no event delivered again");
    }
  }

  private void follows(LogRecord record, long sequence, long last) {
    boolean compacted = record.topic().startsWith("postern.state.");
    if (sequence != last + 1 && !compacted) {
      findings.add(
          Invariant.SEQUENCE_WITHOUT_GAP,
          record,
          last == 0
              ? "the first event of its key has sequence " + sequence
              : "sequence " + sequence + " follows " + last);
    }
  }
}
