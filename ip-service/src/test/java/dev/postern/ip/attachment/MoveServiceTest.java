package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.testing.Backends;
import dev.postern.events.containers.ContainerStopped;
import dev.postern.ip.Api;
import dev.postern.ip.EchoServer;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import dev.postern.ip.Parallel;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that go from one container to another, as their owner sees it. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class MoveServiceTest {

  private static final String FIRST = "127.216.1.1";
  private static final String SECOND = "127.216.1.2";
  private static final String THIRD = "127.216.1.3";

  private final EchoServer sshdA = new EchoServer("sshd-a");
  private final EchoServer sshdB = new EchoServer("sshd-b");
  private final String a = IpWorld.newContainer();
  private final String b = IpWorld.newContainer();
  private final Api owner = Api.as("demo");
  private IpWorld world;

  @BeforeEach
  void poolAndTwoContainers() {
    IpWorld.reset();
    world = new IpWorld();
    Api.pool("edge", "127.216.1.0/28");
  }

  @AfterEach
  void closeWorld() {
    sshdA.close();
    sshdB.close();
    world.close();
  }

  @Test
  void aMovedAddressAnswersForTheOtherContainerAndSkipsTheQuarantine() {
    // Given
    register(1, 0);

    // When
    var answer = move(FIRST, b);

    // Then
    answer
        .then()
        .statusCode(202)
        .body("container", equalTo(b))
        .body("state", equalTo("ATTACHING"))
        .body("primary", equalTo(true));
    await().ignoreExceptions().until(() -> "sshd-b".equals(greeting(FIRST)));
    await().until(() -> owner.attached(b).equals(List.of(FIRST)));
    assertThat(owner.attached(a)).isEmpty();
    assertThat(events(FIRST))
        .containsExactly(
            "PublicIpAttachRequested", "PublicIpAttached", "PublicIpMoved", "PublicIpAttached");
  }

  @Test
  void theLedgerKnowsNoMomentWithoutAHolderDuringAMove() {
    // Given
    register(1, 0);

    // When
    move(FIRST, b).then().statusCode(202);

    // Then
    assertThat(
            IpWorld.count(
                "select count(*) from tenure x join tenure y on y.address = x.address and"
                    + " y.held_from = x.held_until where x.container = '%s' and y.container = '%s'"
                        .formatted(a, b)))
        .isEqualTo(1);
  }

  @Test
  void theTargetsFollowSoThatNothingIsAttachedAnew() {
    // Given
    register(1, 0);
    move(FIRST, b).then().statusCode(202);
    await().until(() -> owner.attached(b).equals(List.of(FIRST)));

    // When
    owner.put("/v1/containers/" + b + "/ips/ipv4/count", "{\"count\":1}").then().statusCode(202);

    // Then
    assertThat(IpWorld.count("select count(*) from attachment")).isEqualTo(1);
    assertThat(IpWorld.count("select sum(target_ipv4) from known_container")).isEqualTo(1);
  }

  @Test
  void theOpenConnectionsOfTheOldHolderAreClosed() throws IOException {
    // Given
    register(1, 0);
    try (Socket open = new Socket(FIRST, IpWorld.RELAY_PORT)) {
      assertThat(line(open)).isEqualTo("sshd-a");
      open.setSoTimeout(10_000);

      // When
      move(FIRST, b).then().statusCode(202);

      // Then
      assertThat(open.getInputStream().read()).isNegative();
    }
  }

  @Test
  void aSwapTradesEveryAddressOfTheFamily() {
    // Given
    register(2, 1);
    List<String> ofA = owner.attached(a);
    List<String> ofB = owner.attached(b);

    // When
    swap(a, b).then().statusCode(202).body("items.size()", equalTo(3));

    // Then
    await().until(() -> owner.attached(b).equals(ofA) && owner.attached(a).equals(ofB));
    await()
        .ignoreExceptions()
        .until(
            () -> greeting(ofA.get(0)).equals("sshd-b") && greeting(ofB.get(0)).equals("sshd-a"));
    assertThat(IpWorld.count("select count(*) from attachment where lead")).isEqualTo(2);
    assertThat(IpWorld.texts("select distinct state from attachment")).containsExactly("ATTACHED");
    assertThat(IpWorld.count("select count(*) from tenure where held_until is null")).isEqualTo(3);
  }

  @Test
  void aSwapWithAContainerThatHasNoneIsAMove() {
    // Given
    register(1, 0);

    // When
    swap(b, a).then().statusCode(202);

    // Then
    await().until(() -> owner.attached(b).equals(List.of(FIRST)));
  }

  @Test
  void swapsInBothDirectionsAtOnceEndInOneHolderEach() throws Exception {
    // Given
    register(1, 1);

    // When
    List<Response> answers =
        Parallel.calls(
            IntStream.range(0, 20)
                .mapToObj(i -> (Callable<Response>) () -> i % 2 == 0 ? swap(a, b) : swap(b, a))
                .toList());

    // Then
    assertThat(answers).allSatisfy(answer -> answer.then().statusCode(202));
    await().until(() -> owner.attached(a).size() == 1 && owner.attached(b).size() == 1);
    assertThat(IpWorld.count("select count(*) from tenure where held_until is null")).isEqualTo(2);
  }

  @Test
  void aMoveBesideADetachIsOneOfThem() throws Exception {
    // Given
    register(1, 0);

    // When
    Parallel.calls(List.of(() -> move(FIRST, b), () -> owner.delete("/v1/ips/" + FIRST)));

    // Then
    await()
        .until(
            () ->
                IpWorld.count(
                        "select count(*) from attachment where state in ('ATTACHING','DETACHING')")
                    == 0);
    assertThat(
            IpWorld.count(
                "select count(*) from tenure t join attachment a on a.address = t.address where"
                    + " t.held_until is null and a.container <> t.container"))
        .isZero();
  }

  @Test
  void theSameContainerIsRefused() {
    // Given
    register(1, 0);

    // When, then
    refused(move(FIRST, a), "same-container", "two different");
    refused(swap(a, a), "same-container", "two different");
  }

  @Test
  void aStoppedContainerIsRefused() {
    // Given
    register(1, 1);
    world.publish(new ContainerStopped(b, "demo"), 2);
    await().until(() -> IpWorld.count("select count(*) from known_container where stopped") == 1);

    // When, then
    refused(move(FIRST, b), "container-stopped", "Start it first");
    refused(move(owner.attached(b).get(0), a), "container-stopped", "Start it first");
    refused(swap(a, b), "container-stopped", "Start it first");
    assertThat(owner.attached(a)).containsExactly(FIRST);
  }

  @Test
  void anotherAccountsContainerLooksLikeNone() {
    // Given
    register(1, 0);
    String foreign = IpWorld.knownContainer("friend");

    // When, then
    move(FIRST, foreign).then().statusCode(404);
    move(FIRST, "cnone").then().statusCode(404);
    swap(a, foreign).then().statusCode(404);
    Api.as("friend").post("/v1/ips/" + FIRST + "/move", to(foreign)).then().statusCode(404);
    Api.as("friend").post("/v1/ips/" + FIRST + "/move", to(a)).then().statusCode(404);
    assertThat(owner.attached(a)).containsExactly(FIRST);
  }

  @Test
  void aPlatformServiceMovesNothingBetweenAccounts() {
    // Given
    register(1, 0);
    String foreign = IpWorld.knownContainer("friend");
    Api platform = Api.as("platform");

    // When, then
    refused(
        platform.post("/v1/ips/" + FIRST + "/move", to(foreign)), "other-account", "two accounts");
    platform.post("/v1/ips/" + FIRST + "/move", to(b)).then().statusCode(202);
  }

  @Test
  void thePrimaryLeavesLastByMoveToo() {
    // Given
    register(2, 0);

    // When, then
    refused(move(FIRST, b), "primary-address", "leaves last");
    move(SECOND, b).then().statusCode(202);
    move(FIRST, b).then().statusCode(202).body("primary", equalTo(false));
  }

  @Test
  void anAddressThatIsLeavingCannotBeMoved() {
    // Given
    register(1, 0);
    owner.delete("/v1/ips/" + FIRST).then().statusCode(202);

    // When, then
    refused(move(FIRST, b), "address-leaving", "Attach another one");
  }

  @Test
  void aMoveKeepsToTheQuotaOfAContainer() {
    // Given
    register(1, 1);
    Api.as("operator")
        .put("/v1/accounts/demo/ip-quota", "{\"ipv4\":{\"perContainer\":1},\"ipv6\":{}}")
        .then()
        .statusCode(200);

    // When, then
    refused(move(FIRST, b), "ip-quota-exceeded", "is 1");
    swap(a, b).then().statusCode(202);
  }

  @Test
  void containersWithoutAddressesHaveNothingToSwap() {
    // Given
    register(1, 0);

    // When, then
    refused(owner.post("/v1/ips/swap", swapBody(a, b, "ipv6")), "nothing-to-swap", "Attach one");
  }

  @Test
  void aRepeatedMoveWithOneKeyIsDoneOnce() throws Exception {
    // Given
    register(1, 0);
    String key = UUID.randomUUID().toString();

    // When
    List<Response> answers = Parallel.calls(12, () -> move(key, FIRST, b));

    // Then
    assertThat(answers).allSatisfy(answer -> answer.then().statusCode(202));
    assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
    assertThat(events(FIRST)).filteredOn("PublicIpMoved"::equals).hasSize(1);
    move(key, FIRST, a).then().statusCode(409).body("type", endsWith("/idempotency-key-reused"));
  }

  @Test
  void aRepeatedAttachWithOneKeyTakesOneAddress() throws Exception {
    // Given
    String container = IpWorld.knownContainer("demo");
    String path = "/v1/containers/" + container + "/ips";

    // When
    List<Response> answers =
        Parallel.calls(
            12,
            () ->
                owner
                    .request()
                    .header("Idempotency-Key", "one")
                    .body("{\"family\":\"ipv4\"}")
                    .post(path));

    // Then
    assertThat(answers).allSatisfy(answer -> answer.then().statusCode(201));
    assertThat(answers.stream().map(x -> x.header("Location")).distinct()).hasSize(1);
    assertThat(IpWorld.count("select count(*) from attachment")).isEqualTo(1);
  }

  @Test
  void aRefusedRequestIsJudgedAnewUnderItsKey() {
    // Given
    register(1, 0);
    move("again", FIRST, "cnone").then().statusCode(404);

    // When, then
    move("again", FIRST, b).then().statusCode(202);
  }

  @Test
  void aKeyThatIsNotVisibleIsRefused() {
    move("two words", FIRST, b).then().statusCode(400);
    move("x".repeat(256), FIRST, b).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"to\":\"\"}", "{\"to\":7}", "{\"to\":null}", "[]", "", "{"})
  void aMoveWithoutATargetIsABadRequest(String body) {
    owner.post("/v1/ips/" + FIRST + "/move", body).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":\"c1\",\"b\":\"c2\"}",
        "{\"a\":\"c1\",\"b\":\"c2\",\"family\":\"ipv5\"}",
        "{\"a\":\"c1\",\"family\":\"ipv4\"}",
        "{\"a\":\"c1\",\"b\":\"c2\",\"family\":\"ipv4\",\"force\":true}"
      })
  void aSwapThatSaysTooLittleOrTooMuchIsABadRequest(String body) {
    owner.post("/v1/ips/swap", body).then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.216.01.1", "::ffff:127.216.1.1", "fe80::1%25eth0", "x"})
  void anAddressThatIsNotCanonicalIsABadRequest(String address) {
    owner.post("/v1/ips/" + address + "/move", to(b)).then().statusCode(400);
  }

  @Test
  void aNumberOfAnAddressThatNobodyHasIsNotFound() {
    move(THIRD, b).then().statusCode(404);
  }

  @Test
  void auditorsAndOperatorsMoveNothing() {
    Api.as("auditor").post("/v1/ips/" + FIRST + "/move", to(b)).then().statusCode(403);
    Api.as("operator").post("/v1/ips/swap", swapBody(a, b, "ipv4")).then().statusCode(403);
  }

  private void register(int ofA, int ofB) {
    world.publish(IpWorld.registered(a, "demo", ofA, 0, sshdA.port()), 1);
    await().atMost(Duration.ofSeconds(20)).until(() -> owner.attached(a).size() == ofA);
    world.publish(IpWorld.registered(b, "demo", ofB, 0, sshdB.port()), 1);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                owner.attached(b).size() == ofB
                    && IpWorld.count("select count(*) from known_container where registered") == 2);
  }

  private static void refused(Response answer, String slug, String advice) {
    answer
        .then()
        .statusCode(409)
        .body("type", endsWith("/" + slug))
        .body("detail", containsString(advice));
  }

  private Response move(String address, String to) {
    return owner.post("/v1/ips/" + address + "/move", to(to));
  }

  private Response move(String key, String address, String to) {
    return owner
        .request()
        .header("Idempotency-Key", key)
        .body(to(to))
        .post("/v1/ips/" + address + "/move");
  }

  private static String to(String container) {
    return "{\"to\":\"" + container + "\"}";
  }

  private Response swap(String one, String other) {
    return owner.post("/v1/ips/swap", swapBody(one, other, "ipv4"));
  }

  private static String swapBody(String one, String other, String family) {
    return "{\"a\":\"%s\",\"b\":\"%s\",\"family\":\"%s\"}".formatted(one, other, family);
  }

  private static String greeting(String address) throws IOException {
    try (Socket socket = new Socket(address, IpWorld.RELAY_PORT)) {
      return line(socket);
    }
  }

  private static String line(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }

  private List<String> events(String address) {
    return IpWorld.texts(
        "select replace(replace(type, 'dev.postern.', ''), '.v1', '') from outbox_event where key"
            + " = '%s' and (data like '%%%s%%' or data like '%%%s%%') order by position"
                .formatted(address, a, b));
  }
}
