package dev.postern.credential.passwordreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AccountQueueTest {

  private final AccountQueue queue = new AccountQueue();
  private final List<String> begun = new ArrayList<>();

  @Test
  void batchesOfOneAccountRunOneAfterAnotherAndThoseOfOthersBesideThem() {
    // Given
    var first = new CompletableFuture<Void>();
    var second = new CompletableFuture<Void>();
    var another = new CompletableFuture<Void>();

    // When
    send("demo", "first", first);
    send("demo", "second", second);
    send("friend", "another", another);

    // Then
    assertThat(begun).containsExactly("first", "another");
    first.complete(null);
    assertThat(begun).containsExactly("first", "another", "second");
  }

  @Test
  void oneThatFailsLetsTheNextOneRun() {
    // Given
    var first = new CompletableFuture<Void>();
    send("demo", "first", first);
    send("demo", "second", new CompletableFuture<>());

    // When
    first.completeExceptionally(new IllegalStateException());

    // Then
    assertThat(begun).containsExactly("first", "second");
  }

  @Test
  void tooManyThatWaitAreTurnedAwayAndTheOthersStillRun() {
    // Given
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    for (int n = 0; n < AccountQueue.LONGEST; n++) {
      sent.add(new CompletableFuture<>());
      send("demo", "batch " + n, sent.get(n));
    }

    // When
    assertThatThrownBy(
            () -> queue.run("demo", () -> Uni.createFrom().voidItem()).await().indefinitely())
        .isInstanceOf(Problem.class)
        .satisfies(e -> assertThat(((Problem) e).type().status()).isEqualTo(429));
    sent.forEach(batch -> batch.complete(null));

    // Then
    assertThat(begun).hasSize(AccountQueue.LONGEST);
    send("demo", "later", new CompletableFuture<>());
    assertThat(begun).endsWith("later");
  }

  private void send(String account, String name, CompletableFuture<Void> done) {
    queue
        .run(
            account,
            () -> {
              begun.add(name);
              return Uni.createFrom().completionStage(done);
            })
        .subscribe()
        .with(ignored -> {}, ignored -> {});
  }
}
