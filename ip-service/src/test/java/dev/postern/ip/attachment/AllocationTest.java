package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.postern.backends.testing.Backends;
import dev.postern.ip.Api;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class AllocationTest {

  private static final int WRITERS = 32;
  private static final String ANY = "{\"family\":\"ipv4\"}";
  private static final String FREE = "select coalesce(sum(high - low + 1), 0) from free_range";

  private final Api owner = Api.as("demo");

  @BeforeEach
  void empty() {
    IpWorld.reset();
  }

  @Test
  void writersInParallelGetDifferentAddressesAndNoneIsLost() throws Exception {
    // Given
    Api.pool("small", "127.215.1.0/27");
    List<String> containers =
        IntStream.range(0, WRITERS).mapToObj(i -> IpWorld.knownContainer("demo")).toList();

    // When
    List<Response> answers =
        inParallel(containers.stream().map(id -> (Callable<Response>) () -> attach(id)).toList());

    // Then
    List<String> addresses =
        answers.stream().filter(a -> a.statusCode() == 201).map(Response::asString).toList();
    assertThat(addresses).hasSize(30);
    assertThat(IpWorld.count("select count(distinct address) from attachment")).isEqualTo(30);
    assertThat(IpWorld.count("select count(*) from tenure where held_until is null")).isEqualTo(30);
    assertThat(IpWorld.count(FREE)).isZero();
    assertThat(answers)
        .filteredOn(a -> a.statusCode() != 201)
        .hasSize(2)
        .allSatisfy(
            refused ->
                refused
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("https://postern.dev/problems/pool-exhausted")));
  }

  @Test
  void anOwnerSeesWhatIsUsedOfTheQuotaAndThatWhatWasDetachedStillCounts() {
    Api.pool("small", "127.215.13.0/28");
    Api.as("operator")
        .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{\"total\":5},\"ipv6\":{\"total\":0}}");
    String mine = IpWorld.knownContainer("demo");
    attach(mine).then().statusCode(201);
    attach(mine).then().statusCode(201);
    String third = attach(mine).then().statusCode(201).extract().path("address");

    Api.as("demo").delete("/v1/ips/" + third).then().statusCode(202);

    Api.as("demo")
        .get("/v1/ip-quota")
        .then()
        .statusCode(200)
        .body("ipv4.used", equalTo(2))
        .body("ipv4.quarantined", equalTo(1))
        .body("ipv4.allowed.total", equalTo(5))
        .body("ipv4.allowed.perContainer", nullValue())
        .body("ipv6.used", equalTo(0))
        .body("ipv6.allowed.total", equalTo(0));
    Api.as("friend")
        .get("/v1/ip-quota")
        .then()
        .body("ipv4.used", equalTo(0))
        .body("ipv4.quarantined", equalTo(0))
        .body("ipv4.allowed.total", equalTo(64));
    Api.as("friend").get("/v1/ip-quota?account=demo").then().statusCode(403);
    Api.as("operator")
        .get("/v1/ip-quota?account=demo")
        .then()
        .body("ipv4.allowed.total", equalTo(5));
    Api.as("operator").get("/v1/ip-quota?account=a%2Fb").then().statusCode(400);
    Api.as("auditor").get("/v1/ip-quota?account=demo").then().statusCode(403);
  }

  @Test
  void whoIsRefusedDoesNotSpoilItForThoseWhoAskAtTheSameTime() throws Exception {
    // Given
    Api.pool("small", "127.215.11.0/27");
    Api.as("operator")
        .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{\"perContainer\":1},\"ipv6\":{\"total\":0}}")
        .then()
        .statusCode(200);
    String mine = IpWorld.knownContainer("demo");
    String others = IpWorld.knownContainer("friend");
    List<String> asked =
        IntStream.range(0, WRITERS)
            .mapToObj(
                i -> List.of(mine, others, "cnone", IpWorld.knownContainer("demo")).get(i % 4))
            .toList();

    // When
    List<Response> answers =
        inParallel(asked.stream().map(id -> (Callable<Response>) () -> attach(id)).toList());

    // Then
    for (int i = 0; i < WRITERS; i++) {
      int status = answers.get(i).statusCode();
      assertThat(status).isIn(i % 4 == 0 ? List.of(201, 409) : List.of(i % 4 == 3 ? 201 : 404));
    }
    assertThat(IpWorld.count("select count(*) from attachment where container = '" + mine + "'"))
        .isEqualTo(1);
    assertThat(IpWorld.count("select count(*) from attachment")).isEqualTo(1 + WRITERS / 4);
    assertThat(IpWorld.count("select sum(target_ipv4) from known_container"))
        .isEqualTo(1 + WRITERS / 4);
  }

  @Test
  void writersOfChosenAddressesDoNotGetInEachOthersWay() throws Exception {
    // Given
    Api.pool("small", "127.215.2.0/28");
    List<Callable<Response>> writers =
        IntStream.rangeClosed(1, 14)
            .mapToObj(
                i ->
                    (Callable<Response>)
                        () -> attach(IpWorld.knownContainer("demo"), "127.215.2." + i))
            .toList();

    // When
    List<Response> answers = inParallel(writers);

    // Then
    assertThat(answers).allSatisfy(a -> a.then().statusCode(201));
    assertThat(IpWorld.count(FREE)).isZero();
  }

  @Test
  void writersOfOneAddressGetItOnce() throws Exception {
    // Given
    Api.pool("small", "127.215.3.0/27");

    // When
    List<Response> answers =
        inParallel(
            IntStream.range(0, 16)
                .mapToObj(
                    i ->
                        (Callable<Response>)
                            () -> attach(IpWorld.knownContainer("demo"), "127.215.3.9"))
                .toList());

    // Then
    assertThat(answers).filteredOn(a -> a.statusCode() == 201).hasSize(1);
    assertThat(answers).filteredOn(a -> a.statusCode() == 409).hasSize(15);
  }

  @Test
  void oneContainerThatAsksInParallelHasOnePrimary() throws Exception {
    // Given
    Api.pool("small", "127.215.4.0/27");
    String container = IpWorld.knownContainer("demo");

    // When
    List<Response> answers =
        inParallel(
            IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Response>) () -> attach(container))
                .toList());

    // Then
    assertThat(answers).allSatisfy(a -> a.then().statusCode(201));
    assertThat(IpWorld.count("select count(*) from attachment where lead")).isEqualTo(1);
  }

  @Test
  void theQuotaHoldsAgainstWritersInParallel() throws Exception {
    // Given
    Api.pool("small", "127.215.5.0/27");
    Api.as("operator")
        .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{\"total\":5},\"ipv6\":{\"total\":0}}")
        .then()
        .statusCode(200);

    // When
    List<Response> answers =
        inParallel(
            IntStream.range(0, 12)
                .mapToObj(i -> (Callable<Response>) () -> attach(IpWorld.knownContainer("demo")))
                .toList());

    // Then
    assertThat(answers).filteredOn(a -> a.statusCode() == 201).hasSize(5);
    assertThat(answers)
        .filteredOn(a -> a.statusCode() != 201)
        .allSatisfy(
            a ->
                a.then()
                    .statusCode(409)
                    .body("type", equalTo("https://postern.dev/problems/ip-quota-exceeded")));
    owner
        .post("/v1/containers/" + IpWorld.knownContainer("demo") + "/ips", "{\"family\":\"ipv6\"}")
        .then()
        .statusCode(409)
        .body("detail", containsString("not allowed"));
  }

  @Test
  void theQuotaOfAnEnvironmentCountsItsContainersAlone() {
    // Given
    Api.pool("small", "127.215.14.0/28");
    Api.as("operator")
        .put(
            "/v1/accounts/demo/ip-quota",
            "{\"ipv4\":{\"perEnvironment\":2},\"ipv6\":{\"total\":0}}")
        .then()
        .statusCode(200);
    String web = IpWorld.knownContainer("demo");
    String db = IpWorld.knownContainer("demo");
    String blog = IpWorld.knownContainer("demo");
    IpWorld.execute("update known_container set environment = 'blog' where id = '" + blog + "'");

    // When
    attach(web).then().statusCode(201);
    attach(db, "127.215.14.9").then().statusCode(201);

    // Then
    attach(web).then().statusCode(409).body("detail", containsString("an environment is 2"));
    attach(db, "127.215.14.10")
        .then()
        .statusCode(409)
        .body("detail", containsString("an environment is 2"));
    attach(blog).then().statusCode(201);
  }

  @Test
  void aCountAboveTheQuotaIsRefusedWithWhatToDoAndChangesNothing() {
    // Given
    Api.pool("small", "127.215.5.0/27");
    Api.as("operator")
        .put(
            "/v1/accounts/demo/ip-quota",
            "{\"ipv4\":{\"perContainer\":2,\"total\":3},\"ipv6\":{\"perContainer\":0}}")
        .then()
        .statusCode(200);
    String one = IpWorld.knownContainer("demo");
    String other = IpWorld.knownContainer("demo");

    // When, then
    overQuota(one, "ipv4", 3, "for a container is 2. Detach");
    overQuota(one, "ipv6", 1, "not allowed");
    count(one, "ipv4", 2).then().statusCode(202);
    overQuota(other, "ipv4", 2, "for the account is 3, in quarantine: 0. Move");
    count(other, "ipv4", 1).then().statusCode(202);
    assertThat(IpWorld.count("select sum(target_ipv4 + target_ipv6) from known_container"))
        .isEqualTo(3);
  }

  @Test
  void aQuotaThatWasLoweredTakesNothingAndAllowsLess() {
    // Given
    Api.pool("small", "127.215.5.0/27");
    String container = IpWorld.knownContainer("demo");
    count(container, "ipv4", 3).then().statusCode(202);

    // When
    Api.as("operator")
        .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{\"perContainer\":1},\"ipv6\":{}}")
        .then()
        .statusCode(200);

    // Then
    count(container, "ipv4", 2).then().statusCode(202);
    overQuota(container, "ipv4", 3, "is 1");
  }

  private void overQuota(String container, String family, int count, String advice) {
    count(container, family, count)
        .then()
        .statusCode(409)
        .body("type", equalTo("https://postern.dev/problems/ip-quota-exceeded"))
        .body("detail", containsString(advice));
  }

  private Response count(String container, String family, int count) {
    return owner.put(
        "/v1/containers/" + container + "/ips/" + family + "/count", "{\"count\":" + count + "}");
  }

  @Test
  void aTargetThatThePoolCannotMeetIsMetWhenItCan() {
    // Given
    Api.pool("tiny", "127.215.6.0/31");
    String container = IpWorld.knownContainer("demo");

    // When
    owner
        .put("/v1/containers/" + container + "/ips/ipv4/count", "{\"count\":3}")
        .then()
        .statusCode(202);
    await().until(() -> IpWorld.count("select count(*) from attachment") == 2);
    Api.pool("more", "127.215.7.0/30");

    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> IpWorld.count("select count(*) from attachment") == 3);
  }

  @Test
  void aHugePoolCostsAFewRows() {
    // When
    Api.pool("huge", "2001:db8::/48");

    // Then
    assertThat(IpWorld.count("select count(*) from free_range")).isLessThanOrEqualTo(16);
    owner
        .post("/v1/containers/" + IpWorld.knownContainer("demo") + "/ips", "{\"family\":\"ipv6\"}")
        .then()
        .statusCode(201)
        .body("address", equalTo("2001:db8::1"));
  }

  @Test
  void theDatabaseRefusesTwoHoldersAtOneMoment() {
    // Given
    String hold =
        "insert into tenure (address, container, account, held_from) values ('127.215.8.1', '%s',"
            + " 'demo', clock_timestamp())";
    IpWorld.execute(hold.formatted("c1"));

    // When, then
    assertThatThrownBy(() -> IpWorld.execute(hold.formatted("c2")))
        .hasStackTraceContaining("exclusion constraint");
    assertThatThrownBy(() -> IpWorld.execute("update tenure set container = 'c2'"))
        .hasStackTraceContaining("can only be ended");
  }

  private Response attach(String container) {
    return owner.post("/v1/containers/" + container + "/ips", ANY);
  }

  private Response attach(String container, String address) {
    return owner.post(
        "/v1/containers/" + container + "/ips",
        "{\"family\":\"ipv4\",\"address\":\"" + address + "\"}");
  }

  private static List<Response> inParallel(List<Callable<Response>> calls) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(calls.size());
    try {
      List<Response> answers = new ArrayList<>();
      for (Future<Response> answer : writers.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      writers.shutdownNow();
    }
  }
}
