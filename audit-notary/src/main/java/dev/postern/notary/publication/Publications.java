package dev.postern.notary.publication;

import dev.postern.notary.NotaryConfig;
import dev.postern.transparency.note.Origin;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Tells each checkpoint to every place that is configured. A place that does not take one keeps it
 * waiting, and the others do not wait for it.
 */
@ApplicationScoped
public class Publications {

  private static final Logger LOG = Logger.getLogger(Publications.class);

  /** Of those that a place does not take, the newest are kept: a later one covers an earlier. */
  private static final int WAITING_AT_MOST = 10_000;

  private final List<Queue> queues = new ArrayList<>();

  Publications(NotaryConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    queues.add(new Queue(new CheckpointTopic(config.checkpointTopic(), kafka)));
    config.checkpointFolder().ifPresent(f -> queues.add(new Queue(new CheckpointFolder(f))));
    config.checkpointUrl().ifPresent(url -> queues.add(new Queue(new CheckpointStore(url))));
  }

  /** Where checkpoints go. */
  interface Place {

    String name();

    /**
     * @throws Exception when the place did not take it; it is tried again
     */
    void take(Signed checkpoint) throws Exception;
  }

  /** A signed note. */
  record Signed(Origin origin, long size, String note) {}

  public void publish(Origin origin, long size, String note) {
    Signed signed = new Signed(origin, size, note);
    queues.forEach(queue -> queue.add(signed));
  }

  /** Tries what waits. */
  public void flush() {
    queues.forEach(Queue::flush);
  }

  private static final class Queue {

    private final Place place;
    private final Deque<Signed> waiting = new ArrayDeque<>();
    private long notBefore;
    private int failures;

    Queue(Place place) {
      this.place = place;
    }

    void add(Signed signed) {
      if (waiting.size() == WAITING_AT_MOST) {
        waiting.removeFirst();
      }
      waiting.addLast(signed);
    }

    void flush() {
      if (System.nanoTime() < notBefore) {
        return;
      }
      while (!waiting.isEmpty()) {
        try {
          place.take(waiting.peekFirst());
          waiting.removeFirst();
          failures = 0;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        } catch (Exception e) {
          later(e);
          return;
        }
      }
    }

    private void later(Exception e) {
      if (failures++ == 0) {
        LOG.warnf(
            "A checkpoint is not taken; it is tried again place=%s cause=%s",
            place.name(), e.getMessage());
      }
      long seconds = Math.min(60, 1L << Math.min(failures, 6));
      notBefore = System.nanoTime() + seconds * 1_000_000_000L;
    }
  }
}
