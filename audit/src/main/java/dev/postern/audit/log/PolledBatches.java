package dev.postern.audit.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Polls on a thread of its own, a few batches ahead, so that fetching and folding have a core each.
 * The consumer belongs to that thread until this is closed.
 */
final class PolledBatches implements AutoCloseable {

  /** A partition whose end is the marker of a transaction gives no record there. */
  private static final Duration POLL = Duration.ofMillis(100);

  private static final int AHEAD = 2;

  private final Consumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> left;
  private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread = new Thread(this::poll, "postern-audit-poll");
  private volatile boolean closed;

  /**
   * @param records null at the end
   * @param failure null where there is none
   */
  private record Batch(ConsumerRecords<String, byte[]> records, RuntimeException failure) {}

  /**
   * @param consumer assigned, and where reading starts
   * @param ends of the partitions that have something to read
   */
  PolledBatches(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.left = new HashMap<>(ends);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits for the next batch.
   *
   * @return null when all partitions were read to their ends
   */
  ConsumerRecords<String, byte[]> next() {
    try {
      Batch batch = batches.take();
      if (batch.failure() != null) {
        throw batch.failure();
      }
      return batch.records();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableLogException("Interrupted while the log was read.", e);
    }
  }

  private void poll() {
    Batch last = new Batch(null, null);
    try {
      while (!left.isEmpty() && !closed) {
        batches.put(new Batch(consumer.poll(POLL), null));
        left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      }
    } catch (InterruptedException e) {
      // Closed: nobody takes any more.
      return;
    } catch (RuntimeException e) {
      last = new Batch(null, e);
    }
    put(last);
  }

  private void put(Batch last) {
    try {
      batches.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the thread, also where not everything was read. */
  @Override
  public void close() {
    closed = true;
    while (thread.isAlive()) {
      batches.clear();
      try {
        thread.join(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
