package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import dev.postern.ip.ledger.Ledger;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The database is emptied, or taken back to a backup; Kafka keeps what was published. It is a Kafka
 * of its own: another test's addresses are none of this ledger.
 */
@QuarkusTest
@TestProfile(RestoredLedgerTest.OwnLog.class)
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class RestoredLedgerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String NETWORK = "127.222.31.";
  private static final int STEPS = Integer.getInteger("postern.restore.steps", 250);
  private static final long SEED = Long.getLong("postern.restore.seed", System.nanoTime());

  private static final String TABLES =
      "attachment, tenure, known_container, free_range, pool, ip_quota, consumed_event,"
          + " consumed_sequence, consumed_position, outbox_event, outbox_sequence, outbox_position";

  private static final String END_RELAY =
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted";

  /** Quarantine outlasts the test: nothing else may happen while the two are compared. */
  public static class OwnLog implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("postern.addresses.quarantine", "10m");
    }
  }

  @Inject RandomLife life;

  private IpWorld world;

  @BeforeEach
  void aPool() {
    world = new IpWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void anEmptyDatabaseHoldsAgainWhatTheLogSaysAndNothingIsPublishedForIt() {
    // Given
    Api.pool("ledger", NETWORK + "0/26");
    Api.as("operator")
        .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{\"total\":40},\"ipv6\":{\"total\":0}}")
        .then()
        .statusCode(200);
    String one = registered(2);
    String other = registered(1);
    String gone = registered(1);
    String none = registered(1);
    String more = attach(one);
    attach(one);
    detach(more);
    detach(Api.as("demo").attached(none).get(0));
    String moved = attach(one);
    move(moved, other);
    world.publish(new ContainerDeleted(gone, "demo", "web-1", "shop", "cp"), 2);
    awaitQuiet();
    await().until(() -> IpWorld.count("select count(*) from known_container where deleted") == 1);
    List<String> before = everything();
    List<String> ours = List.of(one, other, gone, none);
    List<String> targets = targets(ours);
    int published = published();

    // When
    empty();

    // Then
    awaitRestored();
    assertThat(everything()).isEqualTo(before);
    assertThat(targets(ours)).isEqualTo(targets);
    awaitQuiet();
    assertThat(published()).isEqualTo(published);
    String next = attach(one);
    assertThat(before).noneMatch(row -> row.contains(" " + next + " "));
  }

  @Test
  void whateverHappenedTheLedgerIsMadeOfTheLogAlone() {
    // Given
    String network = "127.222.32.";
    Api.pool("random", network + "0/27");
    life.begin(network);
    Random random = new Random(SEED);
    for (int i = 0; i < STEPS; i++) {
      life.step(random);
      if (random.nextInt(10) == 0) {
        IpWorld.execute(
            "update attachment set quarantined_until = clock_timestamp() where state = 'QUARANTINED'");
      }
    }
    awaitQuiet();
    List<String> before = everything();

    // When
    empty();

    // Then
    awaitRestored();
    assertThat(everything()).as("seed %d", SEED).isEqualTo(before);
  }

  private String registered(int addresses) {
    String container = IpWorld.newContainer();
    world.publish(IpWorld.registered(container, "demo", addresses, 0, 9), 1);
    await().until(() -> Api.as("demo").attached(container).size() == addresses);
    return container;
  }

  private static String attach(String container) {
    List<String> before = Api.as("demo").attached(container);
    Api.as("demo")
        .post("/v1/containers/" + container + "/ips", "{\"family\":\"ipv4\"}")
        .then()
        .statusCode(201);
    await().until(() -> Api.as("demo").attached(container).size() == before.size() + 1);
    return Api.as("demo").attached(container).stream()
        .filter(address -> !before.contains(address))
        .findFirst()
        .orElseThrow();
  }

  private static void detach(String address) {
    Api.as("demo").delete("/v1/ips/" + address).then().statusCode(202);
    await()
        .until(
            () ->
                IpWorld.count(
                        "select count(*) from attachment where state = 'QUARANTINED' and address = '"
                            + address
                            + "'")
                    == 1);
  }

  private static void move(String address, String to) {
    Api.as("demo")
        .post("/v1/ips/" + address + "/move", "{\"to\":\"%s\"}".formatted(to))
        .then()
        .statusCode(202);
    await().until(() -> Api.as("demo").attached(to).contains(address));
  }

  private static void awaitQuiet() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                IpWorld.count(
                            "select count(*) from attachment where state in ('ATTACHING',"
                                + " 'DETACHING') or (state = 'QUARANTINED' and quarantined_until <"
                                + " now())")
                        == 0
                    && IpWorld.count("select count(*) from outbox_event where published_at is null")
                        == 0);
  }

  /** At once: a relay that went on would note its positions in the empty database. */
  private static void empty() {
    IpWorld.execute("truncate " + TABLES + " cascade; " + END_RELAY);
  }

  private static void awaitRestored() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                IpWorld.count("select count(*) from outbox_position") > 0
                    && IpWorld.count("select count(*) from pool") > 0
                    && IpWorld.count("select count(*) from outbox_restore") == 0);
  }

  /** Of addresses that answer or are kept from others, of the ledger, pools and quotas. */
  private static List<String> everything() {
    return IpWorld.texts(
        """
        select 'address ' || a.address || ' ' || family || ' ' || pool || ' ' || container || ' ' ||
          account || ' ' || lead || ' ' || state || ' ' || coalesce(port::text, '') || ' ' ||
          coalesce(quarantined_until::text, '') from attachment a
        union all select 'tenure ' || address || ' ' || container || ' ' || account || ' ' ||
          %s || ' ' || coalesce(%s::text, '') from tenure
        union all select 'pool ' || name || ' ' || block || ' ' || reserved || ' ' || (
          select sum(high - low + 1) from free_range where pool = name) from pool
        union all select 'quota ' || account || ' ' || family || ' ' || coalesce(total, -1)
          from ip_quota
        order by 1
        """
            .formatted(Ledger.micros("held_from"), Ledger.micros("held_until")));
  }

  private static List<String> targets(List<String> containers) {
    return IpWorld.texts(
        """
        select id || ' ' || account || ' ' || coalesce(environment, '') || ' ' || target_ipv4 || ' '
          || target_ipv6 || ' ' || deleted || ' ' || coalesce(sshd_port, 0)
        from known_container where id in ('%s') order by id
        """
            .formatted(String.join("','", containers)));
  }

  private static int published() {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), "postern.ips").size();
  }
}
