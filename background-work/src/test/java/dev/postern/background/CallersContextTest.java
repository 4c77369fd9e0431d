package dev.postern.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallersContextTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void workThatEndsElsewhereGoesOnWhereTheCallerIs() throws Exception {
    Context caller = vertx.getOrCreateContext();
    var elsewhere = new CompletableFuture<String>();
    var resumed = new CompletableFuture<Context>();

    caller.runOnContext(
        ignored -> {
          CallersContext.resume(Uni.createFrom().completionStage(elsewhere))
              .subscribe()
              .with(item -> resumed.complete(Vertx.currentContext()));
          new Thread(() -> elsewhere.complete("done")).start();
        });

    assertThat(resumed.get(10, TimeUnit.SECONDS)).isSameAs(caller);
  }

  @Test
  void aCallerOnNoContextGoesOnWhereTheWorkEnds() {
    Uni<String> work = Uni.createFrom().item("done");
    assertThat(CallersContext.executor()).isEmpty();
    assertThat(CallersContext.resume(work)).isSameAs(work);
  }

  @Test
  void freshContextsAreNotShared() throws Exception {
    var first = new CompletableFuture<Context>();
    var second = new CompletableFuture<Context>();

    FreshContext.run(vertx, () -> first.complete(Vertx.currentContext()));
    FreshContext.run(vertx, () -> second.complete(Vertx.currentContext()));

    assertThat(first.get(10, TimeUnit.SECONDS)).isNotSameAs(second.get(10, TimeUnit.SECONDS));
  }
}
