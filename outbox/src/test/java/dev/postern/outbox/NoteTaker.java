package dev.postern.outbox;

import dev.postern.events.Event;
import dev.postern.events.containers.ContainerStarted;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Writes a note for every event, in the way that services handle theirs. */
@ApplicationScoped
class NoteTaker {
  private final IdempotentConsumer consumer;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Supplier<RuntimeException>> causes = new ConcurrentHashMap<>();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final Map<String, String> traces = new ConcurrentHashMap<>();

  NoteTaker(IdempotentConsumer consumer) {
    this.consumer = consumer;
  }

  /** The next events of the container fail so many times, after the note was written. */
  void failFor(String container, int times) {
    failFor(container, times, () -> new IllegalStateException("as the test asked"));
  }

  void failFor(String container, int times, Supplier<RuntimeException> cause) {
    causes.put(container, cause);
    failures.put(container, times);
  }

  void failWith(String container, Supplier<RuntimeException> cause) {
    failFor(container, Integer.MAX_VALUE, cause);
  }

  /** The containers whose events reached the handler, once for each attempt. */
  List<String> handled() {
    return handled;
  }

  /** The trace in which the container's event was handled last. */
  String traceOf(String container) {
    return traces.get(container);
  }

  @Incoming("containers")
  Uni<Void> on(ConsumerRecord<String, String> record) {
    return consumer.consume(record, this::write);
  }

  private Uni<Void> write(Event<?> event) {
    if (!(event.data() instanceof ContainerStarted)) {
      return Uni.createFrom().voidItem();
    }
    handled.add(event.key());
    traces.put(event.key(), CurrentTrace.parent());
    return Panache.getSession()
        .chain(session -> session.persist(new Note(event.id(), event.key())).call(session::flush))
        .invoke(() -> failWhereAsked(event.key()));
  }

  private void failWhereAsked(String container) {
    Integer left = failures.computeIfPresent(container, (key, times) -> times - 1);
    if (left != null && left >= 0) {
      throw causes.get(container).get();
    }
  }
}
