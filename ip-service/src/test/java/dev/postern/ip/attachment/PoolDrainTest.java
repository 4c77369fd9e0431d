package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.testing.Backends;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One account takes as many addresses as it can get; its neighbour must still get one. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class PoolDrainTest {

  private static final String EXCEEDED = "https://postern.dev/problems/ip-quota-exceeded";
  private static final String QUARANTINED =
      "select count(*) from attachment where state = 'QUARANTINED'";
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Api owner = Api.as("demo");
  private final Api neighbour = Api.as("friend");
  private IpWorld world;

  @BeforeEach
  void aPoolOfFourteen() {
    IpWorld.reset();
    world = new IpWorld();
    Api.pool("edge", "127.212.1.0/28");
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Test
  void whoAttachesAndDetachesInALoopStopsAtTheQuotaAndAnotherAccountGetsAnAddress() {
    // Given
    quota(5);
    String container = IpWorld.knownContainer("demo");

    // When
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Response answer = attach(owner, container);
      answers.add(answer);
      if (answer.statusCode() == 201) {
        detach(answer.path("address"));
      }
    }

    // Then
    assertThat(answers).filteredOn(a -> a.statusCode() == 201).hasSize(5);
    answers
        .get(13)
        .then()
        .statusCode(409)
        .body("type", equalTo(EXCEEDED))
        .body("detail", containsString("is 5, in quarantine: 5."));
    owner
        .get("/v1/ip-quota")
        .then()
        .body("ipv4.used", equalTo(0))
        .body("ipv4.quarantined", equalTo(5));
    attach(neighbour, IpWorld.knownContainer("friend")).then().statusCode(201);
  }

  @Test
  void anAccountAboutWhichNothingWasSaidHasAQuotaForEachFamily() {
    // Given
    Api.pool("more", "127.212.2.0/24");
    Api.pool("six", "2001:db8:5::/64");
    String container = IpWorld.knownContainer("demo");
    IpWorld.execute(
        "insert into attachment (address, family, pool, container, account, lead, state, taken_at,"
            + " quarantined_until) select host('127.212.3.0'::inet + i), 'IPV4', 'more', '%s',"
                .formatted(container)
            + " 'demo', false, 'QUARANTINED', now(), now() + interval '1 day'"
            + " from generate_series(1, 64) i");

    // When, then
    attach(owner, container).then().statusCode(409).body("type", equalTo(EXCEEDED));
    owner
        .post("/v1/containers/" + container + "/ips", "{\"family\":\"ipv6\"}")
        .then()
        .statusCode(201);
    attach(neighbour, IpWorld.knownContainer("friend")).then().statusCode(201);
    Api.as("operator")
        .get("/v1/accounts/demo/ip-quota")
        .then()
        .body("ipv4.total", equalTo(64))
        .body("ipv6.total", equalTo(64));
  }

  @Test
  void aPlatformThatActsForTheAccountHasItsQuotaToo() {
    quota(1);
    String container = IpWorld.knownContainer("demo");
    detach(attach(owner, container).path("address"));

    attach(Api.as("platform"), container).then().statusCode(409).body("type", equalTo(EXCEEDED));
  }

  @Test
  void aCountThatGoesUpAndDownInALoopStopsAtTheQuota() {
    // Given
    quota(5);
    String container = IpWorld.knownContainer("demo");
    setCount(container, 3).then().statusCode(202);
    await().until(() -> held(container) == 3);

    // When
    setCount(container, 0).then().statusCode(202);

    // Then
    setCount(container, 3).then().statusCode(409).body("type", equalTo(EXCEEDED));
    setCount(container, 2).then().statusCode(202);
  }

  @Test
  void whoRegistersAndDeletesContainersInALoopStopsAtTheQuotaUntilTheQuarantineIsOver() {
    // Given
    quota(2);
    for (int i = 0; i < 2; i++) {
      String container = IpWorld.newContainer();
      world.publish(IpWorld.registered(container, "demo", 1, 0, 9), 1);
      await().atMost(SOON).until(() -> held(container) == 1);
      world.publish(new ContainerDeleted(container, "demo", "web-1", "shop", "cp"), 2);
      long quarantined = i + 1;
      await()
          .atMost(SOON)
          .until(() -> keepInQuarantine() && IpWorld.count(QUARANTINED) == quarantined);
    }

    // When
    String next = IpWorld.newContainer();
    String neighbours = IpWorld.newContainer();
    world.publish(IpWorld.registered(next, "demo", 1, 0, 9), 1);
    world.publish(IpWorld.registered(neighbours, "friend", 1, 0, 9), 1);

    // Then
    await().atMost(SOON).until(() -> held(neighbours) == 1);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                owner
                    .get("/v1/containers/" + next + "/ips/ipv4/count")
                    .then()
                    .body("held", equalTo(0))
                    .body("reason", equalTo("ip-quota-exceeded")));
    IpWorld.execute("update attachment set quarantined_until = now() where state = 'QUARANTINED'");
    await().atMost(SOON).until(() -> held(next) == 1);
  }

  @Test
  void whatHasQuotaForOneContainerOnlyIsGivenToAnother() {
    // Given
    quota(1);
    String from = IpWorld.knownContainer("demo");
    String to = IpWorld.knownContainer("demo");
    String address = attach(owner, from).path("address");

    // When, then
    owner.post("/v1/ips/" + address + "/move", "{\"to\":\"" + to + "\"}").then().statusCode(202);
  }

  @Test
  void whoTookAnHoursWorthOfAddressesIsToldWhenToComeAgainAndNobodyElseIs() {
    // Given
    String container = IpWorld.knownContainer("demo");
    String other = IpWorld.knownContainer("demo");
    String address = attach(owner, container).path("address");
    IpWorld.execute(
        "insert into tenure (address, container, account, held_from, held_until)"
            + " select host('10.0.0.0'::inet + i), 'cgone', 'demo', now() - interval '50 minutes',"
            + " now() - interval '49 minutes' from generate_series(1, %d) i"
                .formatted(IpWorld.ADDRESSES_PER_HOUR));

    // When
    Response refused = attach(owner, container);

    // Then
    refused
        .then()
        .statusCode(429)
        .body("type", equalTo("https://postern.dev/problems/too-many-requests"));
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(500, 600);
    attach(Api.as("platform"), container).then().statusCode(429);
    owner
        .request()
        .header("Idempotency-Key", "once")
        .body("{\"family\":\"ipv4\"}")
        .post("/v1/containers/" + container + "/ips")
        .then()
        .statusCode(429);
    owner.post("/v1/ips/" + address + "/move", "{\"to\":\"" + other + "\"}").then().statusCode(429);
    owner
        .post(
            "/v1/ips/swap",
            "{\"a\":\"%s\",\"b\":\"%s\",\"family\":\"ipv4\"}".formatted(container, other))
        .then()
        .statusCode(429);
    setCount(other, 1).then().statusCode(202);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                owner
                    .get("/v1/containers/" + other + "/ips/ipv4/count")
                    .then()
                    .body("reason", equalTo("too-many-requests")));
    attach(neighbour, IpWorld.knownContainer("friend")).then().statusCode(201);
  }

  @Test
  void thousandsOfContainersThatCannotHaveAnAddressKeepNoOtherAccountWaiting() {
    // Given
    quota(0);
    IpWorld.execute(
        "insert into known_container (id, account, environment, registered, target_ipv4, unmet)"
            + " select 'c0' || i, 'demo', 'shop', true, 1, true from generate_series(1, 1500) i");
    String neighbours = IpWorld.newContainer();

    // When
    world.publish(IpWorld.registered(neighbours, "friend", 1, 0, 9), 1);

    // Then
    await().atMost(Duration.ofSeconds(60)).until(() -> held(neighbours) == 1);
  }

  @Test
  void anAccountThatIsLockedHoldsUpNoOther() throws Exception {
    // Given
    String mine = IpWorld.knownContainer("demo");
    String neighbours = IpWorld.knownContainer("friend");
    ExecutorService callers = Executors.newCachedThreadPool();
    try (Connection locking = IpWorld.connect();
        var statement = locking.createStatement()) {
      locking.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(4919, hashtext('demo'))");

      // When
      Future<Response> waiting = callers.submit(() -> attach(owner, mine));

      // Then
      for (int i = 0; i < 3; i++) {
        callers
            .submit(() -> attach(neighbour, neighbours))
            .get(5, TimeUnit.SECONDS)
            .then()
            .statusCode(201);
      }
      assertThat(waiting.isDone()).isFalse();
      locking.rollback();
      waiting.get(20, TimeUnit.SECONDS).then().statusCode(201);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void howFullAPoolIsCanBeWatched() {
    detach(attach(owner, IpWorld.knownContainer("demo")).path("address"));
    attach(owner, IpWorld.knownContainer("demo"));

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(RestAssured.get("/q/metrics").asString())
                    .contains("postern_pool_addresses{pool=\"edge\",state=\"used\"} 1.0")
                    .contains("postern_pool_addresses{pool=\"edge\",state=\"quarantined\"} 1.0")
                    .contains("postern_pool_addresses{pool=\"edge\",state=\"free\"} 12.0"));
  }

  private static void quota(int total) {
    Api.as("operator")
        .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{\"total\":%d},\"ipv6\":{}}".formatted(total))
        .then()
        .statusCode(200);
  }

  private static Response attach(Api who, String container) {
    return who.post("/v1/containers/" + container + "/ips", "{\"family\":\"ipv4\"}");
  }

  /** Returns when it is in quarantine, where it stays. */
  private void detach(String address) {
    owner.delete("/v1/ips/" + address).then().statusCode(202);
    await()
        .atMost(SOON)
        .until(
            () ->
                keepInQuarantine()
                    && IpWorld.count(QUARANTINED + " and address = '" + address + "'") == 1);
  }

  private static boolean keepInQuarantine() {
    IpWorld.execute(
        "update attachment set quarantined_until = now() + interval '1 day'"
            + " where state = 'QUARANTINED'");
    return true;
  }

  private Response setCount(String container, int count) {
    return owner.put(
        "/v1/containers/" + container + "/ips/ipv4/count", "{\"count\":" + count + "}");
  }

  private static long held(String container) {
    return IpWorld.count(
        "select count(*) from attachment where state in ('ATTACHING', 'ATTACHED')"
            + " and container = '"
            + container
            + "'");
  }
}
