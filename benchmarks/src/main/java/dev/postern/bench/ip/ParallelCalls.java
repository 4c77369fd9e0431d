package dev.postern.bench.ip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share a number of calls, or a time. */
final class ParallelCalls {

  private static final double NANOS = 1e9;

  private ParallelCalls() {}

  /** One thread's share of the work. */
  @FunctionalInterface
  interface Call {
    void run(int number) throws Exception;
  }

  /**
   * @return calls per second
   */
  static double rate(int threads, int calls, Call call) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    run(
        threads,
        () -> {
          for (int i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
            call.run(i);
          }
          return null;
        });
    return calls / ((System.nanoTime() - start) / NANOS);
  }

  private static void run(int threads, Callable<Void> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(work);
      }
      for (Future<Void> done : pool.invokeAll(all)) {
        done.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
