package dev.postern.local.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Several things at once; the first failure interrupts the others. */
public final class Parallel {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Parallel() {}

  /**
   * Returns when all are done.
   *
   * @throws RuntimeException the first one that any of them threw
   */
  public static void run(Collection<Runnable> tasks) {
    ExecutorService threads = Executors.newCachedThreadPool();
    CompletionService<Void> done = new ExecutorCompletionService<>(threads);
    tasks.forEach(task -> done.submit(task, null));
    List<Throwable> failures = new ArrayList<>();
    try {
      for (int i = 0; i < tasks.size(); i++) {
        await(done, failures, threads);
      }
    } catch (InterruptedException e) {
      abandon(threads);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    threads.shutdown();
    if (!failures.isEmpty()) {
      throw failures.get(0) instanceof RuntimeException e
          ? e
          : new IllegalStateException(failures.get(0));
    }
  }

  /** No task may start once the shutdown begins. */
  private static void abandon(ExecutorService threads) {
    threads.shutdownNow();
    try {
      var unused = threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(
      CompletionService<Void> done, List<Throwable> failures, ExecutorService threads)
      throws InterruptedException {
    try {
      done.take().get();
    } catch (ExecutionException e) {
      failures.add(e.getCause());
      threads.shutdownNow();
    }
  }
}
