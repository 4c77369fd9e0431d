package dev.postern.system;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runs tasks at the same time, each on its own thread, for at most four minutes. */
final class InParallel {

  private static final long LIMIT_SECONDS = 240;

  private InParallel() {}

  static <T, R> List<R> map(List<T> items, Function<T, R> work) {
    return of(items.stream().map(item -> (Callable<R>) () -> work.apply(item)).toList());
  }

  static <R> List<R> of(List<Callable<R>> works) {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      return works.stream().map(threads::submit).toList().stream().map(InParallel::result).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
