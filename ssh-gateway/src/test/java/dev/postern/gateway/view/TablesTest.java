package dev.postern.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.events.containers.Runtime;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import dev.postern.events.state.ShareState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TablesTest {

  private static final String PRINT = "SHA256:aLlEMfqp7pyUZteLFwNmBiTFf5P7cbI57PTgK5YuFew";

  private final Tables tables = new Tables();

  @Test
  void aFingerprintIsPrintedAsItWasRead() {
    assertThat(Fingerprint.parse(PRINT)).hasToString(PRINT);
  }

  @Test
  void aTombstoneClosesAKeyAndALateOlderRecordDoesNotReopenIt() {
    tables.key(PRINT, 1, state("demo", KeyState.State.ACTIVE));
    assertThat(tables.keys.find(Fingerprint.parse(PRINT))).isPresent();

    tables.key(PRINT, 3, null);
    tables.key(PRINT, 2, state("demo", KeyState.State.ACTIVE));

    assertThat(tables.keys.find(Fingerprint.parse(PRINT))).isEmpty();
    assertThat(tables.keys.size()).isZero();
  }

  @Test
  void aDisabledKeyOpensNothingUntilItIsActiveAgain() {
    tables.key(PRINT, 1, state("demo", KeyState.State.DISABLED));
    assertThat(tables.keys.find(Fingerprint.parse(PRINT))).isEmpty();

    tables.key(PRINT, 2, state("demo", KeyState.State.ACTIVE));

    assertThat(tables.keys.find(Fingerprint.parse(PRINT)).orElseThrow().account())
        .isEqualTo("demo");
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
    tables.container("c1", 5, container("demo"));
    tables.container("c1", 6, null);
    tables.container("c1", 4, container("demo"));
    var share = new ShareState("demo", "shop", "friend");
    tables.share(share.topicKey(), 5, share);
    tables.share(share.topicKey(), 6, null);
    tables.share(share.topicKey(), 4, share);

    assertThat(tables.container("c1")).isEmpty();
    assertThat(tables.containersOf("demo")).isEmpty();
    assertThat(tables.sharesWith("friend")).isEmpty();
  }

  @Test
  void aContainerThatChangesHandsLeavesItsOldOwner() {
    tables.container("c1", 1, container("demo"));

    tables.container("c1", 2, container("friend"));

    assertThat(tables.containersOf("demo")).isEmpty();
    assertThat(tables.containersOf("friend")).containsOnlyKeys("c1");
  }

  @Test
  void aHundredThousandKeysAreFoundAgain() {
    var random = new Random(1);
    Fingerprint[] prints = new Fingerprint[100_000];
    for (int i = 0; i < prints.length; i++) {
      prints[i] =
          new Fingerprint(
              random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
      tables.keys.put(prints[i], 1, "account" + i % 1000, "k" + i, null);
    }

    for (int i = 0; i < prints.length; i++) {
      assertThat(tables.keys.find(prints[i]).orElseThrow().id()).isEqualTo("k" + i);
    }
    assertThat(tables.keys.size()).isEqualTo(prints.length);
  }

  @Test
  void aKeyIsFoundWhileTheTableGrows() throws Exception {
    // Given
    var random = new Random(1);
    var known =
        new Fingerprint(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    tables.keys.put(known, 1, "demo", "k1", null);
    var done = new AtomicBoolean();
    var missed = new CompletableFuture<Void>();
    Thread reader = new Thread(() -> look(known, done, missed), "reader");
    reader.start();

    // When
    for (int i = 0; i < 200_000; i++) {
      tables.keys.put(
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
        assertThat(tables.keys.find(known)).isPresent();
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
      tables.keys.put(print, 1, "account" + i % 100_000, "k" + Integer.toString(i, 36), null);
    }

    assertThat(used() - before).isLessThan(400L << 20);
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(60));
    assertThat(tables.keys.size()).isEqualTo(1_000_000);
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
        Runtime.RUNNING,
        "127.0.0.1",
        22,
        "root",
        List.of(),
        List.of());
  }
}
