package dev.postern.audit.testing;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.LogRecord;
import dev.postern.backends.testing.EventScript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log without a broker: six partitions a topic, records in the order of their writing. */
public final class MemoryLog implements EventLog {

  private static final int PARTITIONS = 6;

  private final List<LogRecord> records = new ArrayList<>();

  public static MemoryLog of(EventScript script) {
    return of(script.records());
  }

  public static MemoryLog of(List<ProducerRecord<String, byte[]>> written) {
    var log = new MemoryLog();
    Map<String, Long> offsets = new HashMap<>();
    for (ProducerRecord<String, byte[]> record : written) {
      int partition = record.key() == null ? 0 : Math.floorMod(record.key().hashCode(), PARTITIONS);
      log.records.add(
          new LogRecord(
              record.topic(),
              partition,
              offsets.merge(record.topic() + partition, 1L, Long::sum) - 1,
              record.timestamp(),
              record.key(),
              record.headers(),
              record.value()));
    }
    return log;
  }

  @Override
  public void read(List<String> topics, Instant since, Consumer<LogRecord> receiver) {
    for (String topic : topics) {
      records.stream()
          .filter(record -> record.topic().equals(topic))
          .filter(record -> since == null || record.timestamp() >= since.toEpochMilli())
          .forEach(receiver);
    }
  }

  @Override
  public List<String> present(Collection<String> topics) {
    return List.copyOf(topics);
  }

  @Override
  public long size(List<String> topics) {
    return records.stream().filter(record -> topics.contains(record.topic())).count();
  }

  @Override
  public void close() {}
}
