package dev.postern.audit.log;

import dev.postern.events.Topics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tells an event that stands in the log again. Publishers deliver at least once: after a crash the
 * same events may follow once more, in the same order and with the same ids. Where a publisher
 * counts, the sequence of a topic and key tells; elsewhere the id, among the latest.
 */
public final class Redeliveries {

  /** A gateway counts by its own clock, a platform as it likes. */
  private static final Set<String> UNCOUNTED =
      Set.of(Topics.SESSIONS, Topics.PLATFORM_CONTAINERS, Topics.PLATFORM_IPS, Topics.REQUESTS);

  /** What is delivered again follows soon. */
  private static final int REMEMBERED = 20_000;

  private final Map<String, Map<String, Long>> sequences = new HashMap<>();
  private final Map<UUID, Boolean> ids =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Whether the events of the topic and a key are counted from 1 without a gap. */
  public static boolean isCounted(String topic) {
    return !UNCOUNTED.contains(topic);
  }

  /** Whether the event, or a later one of its topic and key, was given before. */
  public boolean isRepeated(LogEvent event) {
    String topic = event.record().topic();
    long sequence = isCounted(topic) ? event.sequence() : 0;
    if (sequence == 0) {
      return ids.put(event.id(), Boolean.TRUE) != null;
    }
    Map<String, Long> last = sequences.computeIfAbsent(topic, t -> new HashMap<>());
    Long before = last.put(event.key(), sequence);
    if (before != null && before >= sequence) {
      last.put(event.key(), before);
      return true;
    }
    return false;
  }
}
