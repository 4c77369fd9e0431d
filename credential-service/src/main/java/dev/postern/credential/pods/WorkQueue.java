package dev.postern.credential.pods;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Keys to be worked on: each once however often it is added, never twice at a time, again where it
 * was added meanwhile, and later where it failed.
 */
final class WorkQueue implements AutoCloseable {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 6;

  private final int parallel;
  private final Function<String, Uni<Void>> work;
  private final BiConsumer<String, Throwable> onFailure;
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Set<String> inHand = new HashSet<>();
  private final Map<String, Integer> failures = new HashMap<>();
  private boolean closed;

  WorkQueue(
      int parallel, Function<String, Uni<Void>> work, BiConsumer<String, Throwable> onFailure) {
    this.parallel = parallel;
    this.work = work;
    this.onFailure = onFailure;
  }

  synchronized void add(String key) {
    if (!closed) {
      waiting.add(key);
      startMore();
    }
  }

  private void startMore() {
    Iterator<String> next = waiting.iterator();
    while (next.hasNext() && inHand.size() < parallel) {
      String key = next.next();
      if (inHand.add(key)) {
        next.remove();
        start(key);
      }
    }
  }

  private void start(String key) {
    Uni.createFrom()
        .deferred(() -> work.apply(key))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .subscribe()
        .with(done -> finished(key), failure -> failed(key, failure));
  }

  private synchronized void finished(String key) {
    failures.remove(key);
    inHand.remove(key);
    startMore();
  }

  private synchronized void failed(String key, Throwable failure) {
    int doublings = Math.min(MOST_DOUBLINGS, failures.merge(key, 1, Integer::sum) - 1);
    inHand.remove(key);
    if (!closed) {
      onFailure.accept(key, failure);
      later(key, FIRST.multipliedBy(1L << doublings));
      startMore();
    }
  }

  private void later(String key, Duration delay) {
    Uni.createFrom().voidItem().onItem().delayIt().by(delay).subscribe().with(ignored -> add(key));
  }

  /** Keys in hand are worked on to their end; no others begin. */
  @Override
  public synchronized void close() {
    closed = true;
    waiting.clear();
  }
}
