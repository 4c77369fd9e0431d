package dev.postern.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.events.Topics;
import dev.postern.events.state.KeyState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A relay hangs for longer than it keeps its lock, while it holds a value that is removed
 * meanwhile.
 */
@QuarkusTest
@WithTestResource(CuttableBackends.class)
class StalledRelayTest {
  @Inject OutboxEmitter emitter;
  @Inject Transactions transactions;
  @Inject Relays relays;
  private Stall stall;

  @AfterEach
  void stopRelays() {
    stall.resumed.countDown();
    relays.stopAll();
  }

  @ParameterizedTest
  @EnumSource(RelayLoop.Step.class)
  void cannotUndoARemovalWhenItResumes(RelayLoop.Step where) throws InterruptedException {
    // Given
    String fingerprint = "SHA256:" + Samples.container();
    stall = new Stall(where);
    relays.start(Relays.config(Map.of()), stall::at);
    transactions.commit(() -> emitter.send(Samples.key(fingerprint)));
    assertThat(stall.reached.await(20, TimeUnit.SECONDS)).isTrue();

    // When
    RelayLoop other = relays.start();
    transactions.commit(() -> emitter.remove(KeyState.class, fingerprint));
    await().until(() -> unpublished(fingerprint) == 0);
    int published = Wire.records(Topics.STATE_KEYS, fingerprint).size();
    stall.resumed.countDown();
    letTheStalledOneGoOnAlone(other);

    // Then
    List<ConsumerRecord<String, String>> records = Wire.records(Topics.STATE_KEYS, fingerprint);
    assertThat(records).hasSize(published);
    assertThat(records.get(records.size() - 1).value()).isNull();
  }

  /** What it publishes then comes after whatever it was about to do when it stalled. */
  private void letTheStalledOneGoOnAlone(RelayLoop other) {
    String next = "SHA256:" + Samples.container();
    other.stop().await().atMost(Duration.ofSeconds(10));
    transactions.commit(() -> emitter.send(Samples.key(next)));
    await().until(() -> unpublished(next) == 0);
  }

  private static long unpublished(String key) {
    return Database.count(
        "SELECT count(*) FROM outbox_event WHERE published_at IS NULL AND key = ?", key);
  }

  /** Hangs the relay's thread once, as a stopped process or a long collection of garbage would. */
  private static final class Stall {
    private final RelayLoop.Step where;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);

    Stall(RelayLoop.Step where) {
      this.where = where;
    }

    void at(RelayLoop.Step step) {
      if (step == where && reached.getCount() == 1) {
        reached.countDown();
        try {
          resumed.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}
