package dev.postern.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.RegisteredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ViewStateTest {

  private static final String PRINT = "SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew";

  private final ViewState state = new ViewState();

  @Test
  void aFingerprintIsPrintedAsItWasRead() {
    assertThat(Fingerprint.parse(PRINT)).hasToString(PRINT);
  }

  @Test
  void aTombstoneClosesAKeyAndALateOlderRecordDoesNotReopenIt() {
    state.key(PRINT, 1, state("demo", KeyState.State.ACTIVE));
    assertThat(state.keys.find(Fingerprint.parse(PRINT))).isPresent();

    state.key(PRINT, 3, null);
    state.key(PRINT, 2, state("demo", KeyState.State.ACTIVE));

    assertThat(state.keys.find(Fingerprint.parse(PRINT))).isEmpty();
    assertThat(state.keys.size()).isZero();
  }

  @Test
  void aDisabledKeyOpensNothingUntilItIsActiveAgain() {
    state.key(PRINT, 1, state("demo", KeyState.State.DISABLED));
    assertThat(state.keys.find(Fingerprint.parse(PRINT))).isEmpty();

    state.key(PRINT, 2, state("demo", KeyState.State.ACTIVE));

    assertThat(state.keys.find(Fingerprint.parse(PRINT)).orElseThrow().account()).isEqualTo("demo");
  }

  @Test
  void anExpiredKeyOpensNothing() {
    Instant expiry = Instant.parse("2026-01-01T00:00:00Z");
    var key = new RegisteredKey(Fingerprint.parse(PRINT), "demo", "k1", expiry);

    assertThat(key.opensAt(expiry.minusMillis(1))).isTrue();
    assertThat(key.opensAt(expiry)).isFalse();
  }

  @Test
  void anOlderRecordOfAContainerOrShareIsIgnored() {
    state.container("c1", 5, container("demo"));
    state.container("c1", 6, null);
    state.container("c1", 4, container("demo"));
    var share = new ShareState("demo", "shop", "friend");
    state.share(share.topicKey(), 5, share);
    state.share(share.topicKey(), 6, null);
    state.share(share.topicKey(), 4, share);

    assertThat(state.container("c1")).isEmpty();
    assertThat(state.containersOf("demo")).isEmpty();
    assertThat(state.sharesWith("friend")).isEmpty();
  }

  @Test
  void aContainerThatChangesHandsLeavesItsOldOwner() {
    state.container("c1", 1, container("demo"));

    state.container("c1", 2, container("friend"));

    assertThat(state.containersOf("demo")).isEmpty();
    assertThat(state.containersOf("friend")).containsOnlyKeys("c1");
  }

  @Test
  void aHundredThousandKeysAreFoundAgain() {
    var random = new Random(1);
    Fingerprint[] prints = new Fingerprint[100_000];
    for (int i = 0; i < prints.length; i++) {
      prints[i] =
          new Fingerprint(
              random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
      state.keys.put(prints[i], 1, "account" + i % 1000, "k" + i, null);
    }

    for (int i = 0; i < prints.length; i++) {
      assertThat(state.keys.find(prints[i]).orElseThrow().id()).isEqualTo("k" + i);
    }
    assertThat(state.keys.size()).isEqualTo(prints.length);
  }

  @Test
  void aKeyIsFoundWhileTheTableGrows() throws Exception {
    // Given
    var random = new Random(1);
    var known =
        new Fingerprint(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    state.keys.put(known, 1, "demo", "k1", null);
    var done = new AtomicBoolean();
    var missed = new CompletableFuture<Void>();
    Thread reader = new Thread(() -> look(known, done, missed), "reader");
    reader.start();

    // When
    for (int i = 0; i < 200_000; i++) {
      state.keys.put(
          new Fingerprint(
              random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()),
          1,
          "friend",
          "k2",
          null);
    }

    // Then
    done.set(true);
    assertThat(missed).succeedsWithin(Duration.ofSeconds(10));
  }

  private void look(Fingerprint known, AtomicBoolean done, CompletableFuture<Void> result) {
    try {
      while (!done.get()) {
        assertThat(state.keys.find(known)).isPresent();
      }
      result.complete(null);
    } catch (RuntimeException | AssertionError e) {
      result.completeExceptionally(e);
    }
  }

  @Test
  @Tag("soak")
  void aMillionKeysTakeLessThanFourHundredMegabytes() {
    long before = used();
    var random = new Random(1);
    Instant began = Instant.now();
    for (int i = 0; i < 1_000_000; i++) {
      var print =
          new Fingerprint(
              random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
      state.keys.put(print, 1, "account" + i % 100_000, "k" + Integer.toString(i, 36), null);
    }

    assertThat(used() - before).isLessThan(400L << 20);
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(60));
    assertThat(state.keys.size()).isEqualTo(1_000_000);
  }

  private static long used() {
    System.gc();
    var runtime = java.lang.Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static KeyState state(String account, KeyState.State state) {
    return new KeyState(PRINT, "k1", account, "ssh-ed25519", "AAAA", null, state);
  }

  private static ContainerState container(String account) {
    return new ContainerState(
        "c1",
        account,
        "shop",
        "cp",
        "web-1",
        RuntimeStatus.RUNNING,
        "127.0.0.1",
        22,
        "root",
        List.of(),
        List.of());
  }
}
