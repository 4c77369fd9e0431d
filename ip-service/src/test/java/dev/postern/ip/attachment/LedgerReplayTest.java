package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import dev.postern.ip.Parallel;
import dev.postern.ip.ledger.Ledger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One address, one holder: random operations of eight owners at once, 10,000 with {@code
 * -Dpostern.soak=true} and 2,000 without, with transactions that are rolled back, connections that
 * PostgreSQL ends, and an outbox relay that loses its lock. Then what an auditor reads on {@code
 * postern.ips} is compared with the ledger.
 *
 * <p>{@code -Dpostern.ledger.seed=N} repeats a run's choices.
 */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class LedgerReplayTest {

  private static final int OPERATIONS =
      Integer.getInteger(
          "postern.ledger.operations", Boolean.getBoolean("postern.soak") ? 10_000 : 2_000);
  private static final long SEED = Long.getLong("postern.ledger.seed", System.nanoTime());
  private static final int OWNERS = 8;
  private static final String NETWORK = "127.221.9.";

  /** The connection that has the outbox relay's lock, or any other of the service. */
  private static final String END_RELAY =
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objsubid = 1"
          + " limit 1";

  private static final String END_ANY =
      "select pg_terminate_backend(pid) from (select pid from pg_stat_activity where datname ="
          + " current_database() and pid <> pg_backend_pid() order by random() limit 1) x";
  private static final String END_QUARANTINE =
      "update attachment set quarantined_until = now() where state = 'QUARANTINED'";

  @Inject RandomLife life;

  @BeforeEach
  void oneSmallPool() {
    IpWorld.reset();
    Api.pool("contested", NETWORK + "0/27");
    life.begin(NETWORK);
  }

  @Test
  void anAddressHasOneHolderAtEachMomentHoweverManyCrash() throws Exception {
    // When
    Parallel.calls(owners());

    // Then
    awaitQuiet();
    Replay replay =
        Replay.of(
            KafkaLog.readAll(Backends.kafkaBootstrap(), "postern.ips"),
            address -> address.startsWith(NETWORK));
    System.out.printf("seed %d: %s; %d events%n", SEED, life.summary(), replay.events());
    assertThat(life.violations()).as("seed %d", SEED).isEmpty();
    assertThat(replay.contradictions()).as("seed %d", SEED).isEmpty();
    assertThat(replay.holders()).as("seed %d", SEED).isEqualTo(ledgersHolders());
    assertThat(replay.tenures()).as("seed %d", SEED).isEqualTo(ledgersTenures());
    assertThat(overlaps()).isZero();
    assertThat(freeOrTaken()).isEqualTo(30);
  }

  private List<Callable<Void>> owners() {
    List<Callable<Void>> owners = new ArrayList<>();
    for (int owner = 0; owner < OWNERS; owner++) {
      Random random = new Random(SEED + owner);
      owners.add(() -> live(random));
    }
    return owners;
  }

  private Void live(Random random) {
    for (int i = 0; i < OPERATIONS / OWNERS; i++) {
      life.step(random);
      int accident = random.nextInt(400);
      if (accident == 0) {
        IpWorld.execute(END_RELAY);
      } else if (accident == 1) {
        IpWorld.execute(END_ANY);
      } else if (accident < 40) {
        endQuarantine();
      }
    }
    return null;
  }

  /** Time flies; a connection that was ended meanwhile is somebody's accident. */
  private static void endQuarantine() {
    try {
      IpWorld.execute(END_QUARANTINE);
    } catch (IllegalStateException ended) {
      assertThat(ended).hasMessageNotContaining("constraint");
    }
  }

  private static void awaitQuiet() {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () ->
                IpWorld.count(
                            "select count(*) from attachment where state in ('ATTACHING',"
                                + " 'DETACHING')")
                        == 0
                    && IpWorld.count("select count(*) from outbox_event where published_at is null")
                        == 0);
  }

  private static Map<String, String> ledgersHolders() {
    Map<String, String> holders = new HashMap<>();
    for (String row :
        IpWorld.texts("select address || ' ' || container from tenure where held_until is null")) {
      String[] words = row.split(" ");
      holders.put(words[0], words[1]);
    }
    return holders;
  }

  private static Map<String, List<String>> ledgersTenures() {
    Map<String, List<String>> tenures = new HashMap<>();
    for (String row :
        IpWorld.texts(
            "select address || ' ' || container || ' ' || "
                + Ledger.micros("held_from")
                + " || ' ' || coalesce(cast("
                + Ledger.micros("held_until")
                + " as text), '') from tenure order by held_from")) {
      String[] words = row.split(" ", 2);
      tenures.computeIfAbsent(words[0], any -> new ArrayList<>()).add(words[1]);
    }
    return tenures;
  }

  private static long overlaps() {
    return IpWorld.count(
        "select count(*) from tenure a join tenure b on a.ip = b.ip and a.id < b.id and"
            + " tstzrange(a.held_from, a.held_until) && tstzrange(b.held_from, b.held_until)");
  }

  /** No address was lost, and none is free and taken. */
  private static long freeOrTaken() {
    return IpWorld.count(
        "select (select coalesce(sum(high - low + 1), 0) from free_range) + (select count(*) from"
            + " attachment)");
  }
}
