package dev.postern.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Does the same thing through the gateway and directly, at the same time, and compares. */
record BothWays(Route gateway, Route direct) {

  /** How much longer the gateway may take: far more than it does, far less than a hang. */
  private static final Duration ALLOWANCE = Duration.ofSeconds(2);

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "both-ways");
            thread.setDaemon(true);
            return thread;
          });

  /** Output, standard error and status are the same, and the gateway does not tarry. */
  Outcome same(String what, Function<Route, Outcome> way) {
    var behind = CompletableFuture.supplyAsync(() -> way.apply(direct), THREADS);
    Outcome through = way.apply(gateway);
    Outcome measure = behind.join();
    assertThat(through.seen()).as("%s through the gateway", what).isEqualTo(measure.seen());
    assertThat(through.took())
        .as("%s: time through the gateway; direct %s", what, measure.took())
        .isLessThan(measure.took().plus(ALLOWANCE));
    return measure;
  }

  /** Every line of output is the same; it says itself what it is about. */
  void sameLines(Function<Route, Outcome> way) {
    var behind = CompletableFuture.supplyAsync(() -> way.apply(direct), THREADS);
    Outcome through = way.apply(gateway);
    Outcome measure = behind.join();
    assertThat(measure.result().exit()).as(measure.result().toString()).isZero();
    List<String> expected = measure.result().text().lines().toList();
    assertThat(through.result().text().lines().toList())
        .as("standard error, with times: %s", through.result().err())
        .containsExactlyElementsOf(expected);
  }
}
