package dev.postern.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.events.state.KeyState;
import dev.postern.gateway.testing.PerishableWorld;
import dev.postern.gateway.testing.StateTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The size that the gateway is made for; {@code ./postern bench view} has the figures. */
@QuarkusTest
@WithTestResource(PerishableWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("soak")
class MillionKeysTest {

  private static final int KEYS = 1_000_000;
  private static final long HEAP = 400_000_000;

  @Inject GatewayView view;

  @BeforeAll
  void keys() {
    Random random = new Random(1);
    byte[] digest = new byte[32];
    byte[] blob = new byte[51];
    try (StateTopics topics = new StateTopics(PerishableWorld.bootstrap())) {
      for (int i = 0; i < KEYS; i++) {
        random.nextBytes(digest);
        random.nextBytes(blob);
        topics.putLater(
            new KeyState(
                "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest),
                "01981f3e-" + i,
                "account-" + i / 2,
                "ssh-ed25519",
                Base64.getEncoder().encodeToString(blob),
                null,
                KeyState.State.ACTIVE));
      }
    }
    await().atMost(Duration.ofMinutes(3)).until(() -> view.keyCount() == KEYS);
  }

  @Test
  void areReadAnewWithinAMinuteAndTakeLessThanFourHundredMegabytes() throws Exception {
    // Given
    GatewayView second = new GatewayView();
    StateTopicReader reader =
        new StateTopicReader(
            second, new Settings(), Map.of("bootstrap.servers", PerishableWorld.bootstrap()));
    long before = usedHeap();

    // When
    Instant start = Instant.now();
    reader.start(null);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> second.staleness(Instant.now()).isPresent() && second.keyCount() == KEYS);

    // Then
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
    assertThat(usedHeap() - before).isLessThan(HEAP);
    reader.stop(null);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private record Settings() implements ViewConfig {

    @Override
    public Duration confirmEvery() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration reloadAfter() {
      return Duration.ofHours(12);
    }

    @Override
    public Optional<Duration> maxStaleness() {
      return Optional.empty();
    }
  }
}
