package dev.postern.transparency.verify;

import dev.postern.transparency.leaf.LogRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition of a cluster, up to what was committed when it was opened. It takes the consumer's
 * assignment, so one is read at a time.
 */
public final class KafkaPartitionLog implements PartitionLog {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final Supplier<Retention> retention;
  private final Clock clock;
  private final long start;
  private Retention known;
  private final long end;

  /**
   * @param consumer reads committed records, belongs to no group
   * @param retention of the topic; it is asked where the log's beginning is missing
   */
  public KafkaPartitionLog(
      Consumer<byte[], byte[]> consumer,
      TopicPartition partition,
      Supplier<Retention> retention,
      Clock clock) {
    this.consumer = consumer;
    this.partition = partition;
    this.retention = retention;
    this.clock = clock;
    this.start = consumer.beginningOffsets(List.of(partition)).get(partition);
    this.end = consumer.endOffsets(List.of(partition)).get(partition);
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public boolean mayHaveRemoved(Instant written) {
    if (known == null) {
      known = retention.get();
    }
    return known.mayHaveRemoved(written, clock.instant());
  }

  /**
   * @throws org.apache.kafka.common.errors.TimeoutException by the iterator, when Kafka no longer
   *     answers
   */
  @Override
  public Iterator<LogRecord> records() {
    consumer.assign(List.of(partition));
    consumer.seek(partition, start);
    return new Records();
  }

  private final class Records implements Iterator<LogRecord> {

    private Iterator<ConsumerRecord<byte[], byte[]>> batch = Collections.emptyIterator();

    @Override
    public boolean hasNext() {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!batch.hasNext()) {
        if (consumer.position(partition) >= end) {
          return false;
        }
        if (System.nanoTime() > deadline) {
          throw new org.apache.kafka.common.errors.TimeoutException(
              "Kafka gave no record of " + partition + " for " + PATIENCE.toSeconds() + " s");
        }
        batch = consumer.poll(POLL).iterator();
      }
      return true;
    }

    @Override
    public LogRecord next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return LogRecord.of(batch.next());
    }
  }
}
