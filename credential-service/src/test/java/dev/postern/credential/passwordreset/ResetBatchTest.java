package dev.postern.credential.passwordreset;

import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.json;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.register;
import static dev.postern.credential.testing.Requests.registerUnreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Database;
import dev.postern.credential.testing.HeldAccess;
import dev.postern.credential.testing.RealContainers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sets of resets, and how many may be asked for. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class ResetBatchTest {

  private static final boolean SOAK = Boolean.getBoolean("postern.soak");
  private static final Duration PATIENCE = Duration.ofSeconds(SOAK ? 300 : 90);
  private static final int MANY = SOAK ? 1000 : 60;
  private static final int PARALLEL = 16;
  private static final int HOURLY = 3000;

  /**
   * The view of 1,000 items and what 16 workers hold, with room; a connection each would not fit.
   */
  private static final long MOST_HEAP = 96L * 1024 * 1024;

  private static final String CONTAINERS =
      """
      INSERT INTO container (id, account, name, environment, runtime, notify_owner, ipv4_wanted,
        ipv6_wanted, requested_by, adapter, host, port, host_keys, host_keys_verified, generation,
        created_at)
      SELECT 'c' || md5(? || i), ?, 'web-' || i, 'shop', 'RUNNING', true, 0, 0, 'platform', 'held',
        '127.0.0.1', 1, '', false, 0, now()
      FROM generate_series(1, ?) AS i
      """;

  private static final String RESETS =
      """
      INSERT INTO generation (id, container, generation, kind, state, requested_by, secret_wanted,
        login_refused, requested_at, apply_by, attempts)
      SELECT gen_random_uuid(), ?, 10000 + i, 'RESET', 'FAILED', ?, true, false, now(), now(), 0
      FROM generate_series(1, ?) AS i
      """;

  private final String account = "tenant-" + name();

  @Inject HeldAccess held;

  @Test
  void ofTenWithThreeStoppedSevenAreAppliedAndARetryTouchesOnlyTheThree() {
    try (RealContainers containers = RealContainers.orSkip()) {
      List<String> running =
          IntStream.range(0, 7)
              .mapToObj(i -> containers.create())
              .map(local -> register(container(account, name(), local.host(), local.port())))
              .toList();
      List<String> stopped =
          IntStream.range(0, 3).mapToObj(i -> registerUnreachable(account)).toList();
      stopped.forEach(ResetBatchTest::stop);
      List<String> all = new ArrayList<>(running);
      all.addAll(stopped);

      String set = post(all);

      await().atMost(PATIENCE).until(() -> states(set, "APPLIED").size() == 7);
      assertThat(states(set, "FAILED")).containsExactlyInAnyOrderElementsOf(stopped);
      String retry = post(states(set, "FAILED"));
      assertThat(states(retry, "FAILED")).hasSize(3);
      running.forEach(id -> assertThat(generation(id)).isEqualTo(2));
      stopped.forEach(id -> assertThat(generation(id)).isEqualTo(3));
    }
  }

  @Test
  void worksOffALargeSetAFewAtATimeInBoundedMemoryAndShowsHowFarItIs() throws Exception {
    Database.update(CONTAINERS, account, account, MANY);
    long heap = heapInUse();
    Instant begun = Instant.now();

    String set =
        as(account)
            .config(patient())
            .body("{\"environment\":\"shop\"}")
            .post("/v1/password-resets")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    Duration accepted = Duration.between(begun, Instant.now());
    assertThat(view(set).getList("items")).hasSize(MANY);
    Map<Integer, Long> progress = new TreeMap<>();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              int tried = Collections.frequency(view(set).getList("items.error"), "UNREACHABLE");
              progress.put(tried, heapInUse() - heap);
              return tried == MANY;
            });
    Duration tried = Duration.between(begun, Instant.now());
    System.out.printf(
        "Set of %d: accepted in %s, each tried in %s, seen on the way %s, heap at most +%d KiB%n",
        MANY, accepted, tried, progress.keySet(), Collections.max(progress.values()) / 1024);
    assertThat(Collections.max(progress.values())).isLessThan(MOST_HEAP);
    assertThat(progress).hasSizeGreaterThan(MANY / 500);
    assertThat(held.mostAtOnce()).isLessThanOrEqualTo(PARALLEL);
    Database.update("UPDATE generation SET apply_by = now() WHERE batch = ?", set);
    await().atMost(PATIENCE).until(() -> states(set, "FAILED").size() == MANY);
  }

  /** A thousand resets in one transaction may take longer than a test waits for an answer. */
  private static RestAssuredConfig patient() {
    return RestAssuredConfig.config()
        .httpClient(
            HttpClientConfig.httpClientConfig()
                .setParam("http.socket.timeout", (int) PATIENCE.toMillis()));
  }

  /** After a collection; a test's own garbage does not count. */
  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void countsWhatAnAccountAsksForHoweverManyComeAtOnce() throws Exception {
    List<String> ids = IntStream.range(0, 4).mapToObj(i -> registerUnreachable(account)).toList();
    Database.update(RESETS, ids.get(0), "somebody", 1);
    Database.update(RESETS, registerUnreachable(account + "-2"), account, HOURLY - 10);
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    IntStream.range(0, 16).parallel().forEach(i -> statuses.add(reset(ids.get(i % 4))));

    assertThat(Collections.frequency(statuses, 202)).isEqualTo(10);
    assertThat(Collections.frequency(statuses, 429)).isEqualTo(6);
  }

  @Test
  void countsTheResetsOfATenantWhoeverAsked() throws Exception {
    String first = registerUnreachable(account);
    String second = registerUnreachable(account);
    Database.update(RESETS, first, "somebody-else", HOURLY);

    as(account)
        .post("/v1/containers/" + second + "/password-resets")
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue());
    String set = post(List.of(second));
    assertThat(view(set).getString("items[0].error")).isEqualTo("TOO_MANY_RESETS");
  }

  private int reset(String id) {
    return as(account).post("/v1/containers/" + id + "/password-resets").statusCode();
  }

  private String post(List<String> ids) {
    String list = ids.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    return as(account)
        .body("{\"containers\":" + list + "}")
        .post("/v1/password-resets")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private JsonPath view(String set) {
    return as(account)
        .get("/v1/password-resets/" + set)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private List<String> states(String set, String state) {
    List<String> containers = new ArrayList<>();
    for (JsonNode item : json(as(account).get("/v1/password-resets/" + set)).path("items")) {
      if (item.path("state").asText().equals(state)) {
        containers.add(item.path("container").asText());
      }
    }
    return containers;
  }

  private int generation(String id) {
    return as(account).get("/v1/containers/" + id).path("credential.generation");
  }

  private static void stop(String id) {
    as("platform")
        .body("{\"status\":\"STOPPED\"}")
        .put("/v1/containers/" + id + "/runtime")
        .then()
        .statusCode(200);
  }
}
