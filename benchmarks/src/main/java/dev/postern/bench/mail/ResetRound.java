package dev.postern.bench.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One round: every container's password is reset so many times, one after the other, and all
 * containers at once.
 *
 * @param seconds from the first request to the last mail
 * @param latencies of each reset, in nanoseconds
 */
record ResetRound(double seconds, List<Long> latencies) {

  /** Resets one container's password and returns when its mail is out. */
  interface Resetting {
    void reset(ResetContainer target) throws Exception;
  }

  static ResetRound run(Resetting resetting, List<ResetContainer> targets, int each)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(targets.size());
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<List<Long>>> results = new ArrayList<>();
      for (ResetContainer target : targets) {
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return inTurn(resetting, target, each);
                }));
      }
      long began = System.nanoTime();
      start.countDown();
      List<Long> latencies = collect(results);
      return new ResetRound(seconds(System.nanoTime() - began), latencies);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Long> inTurn(Resetting resetting, ResetContainer target, int each)
      throws Exception {
    List<Long> latencies = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      long began = System.nanoTime();
      resetting.reset(target);
      latencies.add(System.nanoTime() - began);
    }
    return latencies;
  }

  private static List<Long> collect(List<Future<List<Long>>> results) throws Exception {
    List<Long> latencies = new ArrayList<>();
    for (Future<List<Long>> result : results) {
      try {
        latencies.addAll(result.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a reset failed: " + e.getCause().getMessage(), e);
      }
    }
    return latencies;
  }

  double perSecond() {
    return latencies.size() / seconds;
  }

  private static double seconds(long nanos) {
    return nanos / (double) Duration.ofSeconds(1).toNanos();
  }
}
