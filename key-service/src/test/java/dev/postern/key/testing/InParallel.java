package dev.postern.key.testing;

import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Requests at the same moment. */
public final class InParallel {

  private InParallel() {}

  /** Sends all at once and awaits their answers, in the order of the calls. */
  public static List<Response> send(List<Supplier<Response>> calls) {
    ExecutorService senders = Executors.newFixedThreadPool(calls.size());
    try {
      return calls.stream().map(c -> CompletableFuture.supplyAsync(c, senders)).toList().stream()
          .map(CompletableFuture::join)
          .toList();
    } finally {
      senders.shutdown();
    }
  }
}
