package dev.postern.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkerSlotsTest {

  private final WorkerSlots slots = new WorkerSlots(2);

  @Test
  void soManyAndNoMoreAreTaken() {
    assertThat(slots.take()).isTrue();
    assertThat(slots.take()).isTrue();
    assertThat(slots.take()).isFalse();

    slots.giveBack();

    assertThat(slots.take()).isTrue();
  }

  @Test
  void aServiceThatStopsBeginsNothingMore() {
    assertThat(slots.close(Duration.ZERO)).isTrue();

    assertThat(slots.isClosed()).isTrue();
    assertThat(slots.take()).isFalse();
  }

  @Test
  void whatIsUnderWayMayEnd() {
    slots.take();
    CompletableFuture<Boolean> stopping =
        CompletableFuture.supplyAsync(
            () -> slots.close(Duration.ofSeconds(30)), task -> new Thread(task).start());

    slots.giveBack();

    assertThat(stopping.join()).isTrue();
  }

  @Test
  void whatDoesNotEndIsNotWaitedForWithoutAnEnd() {
    slots.take();

    assertThat(slots.close(Duration.ofMillis(50))).isFalse();
  }
}
