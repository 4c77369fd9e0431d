package dev.postern.ip.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.postern.backends.testing.Backends;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.ContainerStarted;
import dev.postern.ip.Api;
import dev.postern.ip.EchoServer;
import dev.postern.ip.IpTestResource;
import dev.postern.ip.IpWorld;
import dev.postern.ip.Parallel;
import dev.postern.ip.plane.AddressPlane;
import dev.postern.ip.plane.Binding;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(IpTestResource.class)
class AddressLifeTest {

  private static final String CIDR = "127.213.7.0/28";
  private static final String FIRST = "127.213.7.1";
  private static final String SECOND = "127.213.7.2";

  private final String container = IpWorld.newContainer();
  private final EchoServer sshd = new EchoServer("sshd-a");
  private final Api owner = Api.as("demo");
  @Inject AddressPlane plane;
  private IpWorld world;

  @BeforeEach
  void poolAndNothingElse() {
    IpWorld.reset();
    world = new IpWorld();
    Api.pool("edge", CIDR);
  }

  @AfterEach
  void closeWorld() {
    sshd.close();
    world.close();
  }

  @Test
  void aRegisteredContainerAnswersOnItsAddress() throws IOException {
    // When
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);

    // Then
    awaitAttached(FIRST);
    assertThat(greeting(FIRST)).isEqualTo("sshd-a");
    await()
        .untilAsserted(
            () ->
                assertThat(events(FIRST))
                    .containsExactly("PublicIpAttachRequested", "PublicIpAttached"));
    owner
        .get("/v1/ips?container=" + container)
        .then()
        .body("items[0].primary", equalTo(true))
        .body("items[0].port", equalTo(IpWorld.RELAY_PORT))
        .body("items[0].family", equalTo("ipv4"));
  }

  @Test
  void theSameEventTwiceAttachesOneAddress() {
    // Given
    UUID id = UUID.randomUUID();
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1, id);
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1, id);

    // When
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    String last = IpWorld.newContainer();
    world.publish(IpWorld.registered(last, "demo", 1, 0, sshd.port()), 1);

    // Then
    await().until(() -> owner.attached(last).size() == 1);
    assertThat(owner.attached(container)).containsExactly(FIRST);
  }

  @Test
  void aDetachedAddressIsRefusedAndQuarantinedAndThenFree() throws IOException {
    // Given
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    awaitAttached(FIRST);
    try (Socket open = new Socket(FIRST, IpWorld.RELAY_PORT)) {
      assertThat(line(open)).isEqualTo("sshd-a");

      // When
      owner.delete("/v1/ips/" + FIRST).then().statusCode(202).body("state", equalTo("DETACHING"));

      // Then
      await().until(() -> isClosed(open));
    }
    assertThatThrownBy(() -> greeting(FIRST)).isInstanceOf(ConnectException.class);
    String next = IpWorld.newContainer();
    world.publish(IpWorld.registered(next, "demo", 1, 0, sshd.port()), 1);
    await().until(() -> owner.attached(next).equals(List.of(SECOND)));
    await()
        .untilAsserted(
            () ->
                assertThat(events(FIRST))
                    .containsExactly(
                        "PublicIpAttachRequested",
                        "PublicIpAttached",
                        "PublicIpDetachRequested",
                        "PublicIpDetached",
                        "PublicIpReleased"));
    owner
        .post("/v1/containers/" + next + "/ips", ip(FIRST))
        .then()
        .statusCode(201)
        .body("primary", equalTo(false));
  }

  @Test
  void detachingInParallelIsOneDetachAndEveryoneIsTold() throws Exception {
    // Given
    world.publish(IpWorld.registered(container, "demo", 2, 0, sshd.port()), 1);
    awaitAttached(FIRST, SECOND);

    // When
    List<Response> answers = Parallel.calls(16, () -> owner.delete("/v1/ips/" + SECOND));

    // Then
    assertThat(answers).allSatisfy(answer -> answer.then().statusCode(202));
    awaitAttached(FIRST);
    await().untilAsserted(() -> assertThat(events(SECOND)).contains("PublicIpDetached"));
    assertThat(events(SECOND)).filteredOn("PublicIpDetachRequested"::equals).hasSize(1);
  }

  @Test
  void aSecondAddressDoesNotBecomeThePrimary() {
    // Given
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    awaitAttached(FIRST);

    // When
    owner
        .post("/v1/containers/" + container + "/ips", "{\"family\":\"ipv4\"}")
        .then()
        .statusCode(201);
    awaitAttached(FIRST, SECOND);

    // Then
    owner
        .get("/v1/ips?container=" + container)
        .then()
        .body("items.find { it.primary }.address", equalTo(FIRST));
  }

  @Test
  void ipv6LoopbackAnswersToo() throws IOException {
    // Given
    Api.pool("six", "::1/128");

    // When
    world.publish(IpWorld.registered(container, "demo", 0, 1, sshd.port()), 1);

    // Then
    awaitAttached("::1");
    assertThat(greeting("::1")).isEqualTo("sshd-a");
  }

  @Test
  void detachingTwiceIsOneDetach() {
    // Given
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    awaitAttached(FIRST);

    // When
    owner.delete("/v1/ips/" + FIRST).then().statusCode(202);
    owner.delete("/v1/ips/" + FIRST).then().statusCode(202);

    // Then
    await().untilAsserted(() -> assertThat(events(FIRST)).contains("PublicIpDetached"));
    assertThat(events(FIRST)).filteredOn("PublicIpDetachRequested"::equals).hasSize(1);
  }

  @Test
  void thePrimaryLeavesLast() {
    // Given
    world.publish(IpWorld.registered(container, "demo", 2, 0, sshd.port()), 1);
    awaitAttached(FIRST, SECOND);

    // When
    var refused = owner.delete("/v1/ips/" + FIRST);

    // Then
    refused
        .then()
        .statusCode(409)
        .body("type", equalTo("https://postern.dev/problems/primary-address"));
    owner.delete("/v1/ips/127.213.7.2").then().statusCode(202);
    owner.delete("/v1/ips/" + FIRST).then().statusCode(202);
  }

  @Test
  void aDeletedContainerGivesItsAddressesBack() {
    // Given
    world.publish(IpWorld.registered(container, "demo", 2, 0, sshd.port()), 1);
    awaitAttached(FIRST, SECOND);

    // When
    world.publish(new ContainerDeleted(container, "demo", "web-1", "shop", "cp"), 2);

    // Then
    await().untilAsserted(() -> assertThat(events(FIRST)).contains("PublicIpReleased"));
    await().until(() -> IpWorld.count("select count(*) from attachment") == 0);
    assertThat(IpWorld.count("select sum(high - low + 1) from free_range")).isEqualTo(14);
  }

  @Test
  void aDeletedContainerStaysDeletedWhateverComesLate() {
    // Given
    world.publish(new ContainerDeleted(container, "demo", "web-1", "shop", "cp"), 2);
    world.publishUnreadable(container);

    // When
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    String last = IpWorld.newContainer();
    world.publish(IpWorld.registered(last, "demo", 1, 0, sshd.port()), 1);

    // Then
    await().until(() -> owner.attached(last).equals(List.of(FIRST)));
    assertThat(owner.attached(container)).isEmpty();
  }

  @Test
  void theCountIsATarget() {
    // Given
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    awaitAttached(FIRST);
    String count = "/v1/containers/" + container + "/ips/ipv4/count";

    // When
    owner.put(count, "{\"count\":3}").then().statusCode(202);
    awaitAttached(FIRST, SECOND, "127.213.7.3");
    owner.put(count, "{\"count\":1}").then().statusCode(202);

    // Then
    awaitAttached(FIRST);
  }

  @Test
  void aCountThatCannotBeReachedSaysWhy() {
    // Given
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    awaitAttached(FIRST);
    String count = "/v1/containers/" + container + "/ips/ipv4/count";
    owner.get(count).then().statusCode(200).body("held", equalTo(1), "reason", nullValue());

    // When
    owner.put(count, "{\"count\":64}").then().statusCode(202);

    // Then
    await()
        .untilAsserted(
            () ->
                owner
                    .get(count)
                    .then()
                    .body("count", equalTo(64), "reason", equalTo("pool-exhausted")));
    Api.as("friend").get(count).then().statusCode(404);
  }

  @Test
  void aContainerThatStartedElsewhereIsFollowed() throws IOException {
    // Given
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    awaitAttached(FIRST);

    try (EchoServer moved = new EchoServer("sshd-b")) {
      // When
      world.publish(
          new ContainerStarted(container, "demo", new Address("127.0.0.1", moved.port())), 2);

      // Then
      await().ignoreExceptions().until(() -> "sshd-b".equals(greeting(FIRST)));
    }
  }

  @Test
  void anAddressThatSomethingElseHoldsIsReportedAndTakenWhenItIsFree() throws IOException {
    // Given
    try (var holder =
        new java.net.ServerSocket(IpWorld.RELAY_PORT, 1, java.net.InetAddress.getByName(FIRST))) {
      assertThat(holder.isBound()).isTrue();
      world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);

      // Then
      await()
          .untilAsserted(
              () ->
                  owner
                      .get("/v1/ips?container=" + container)
                      .then()
                      .body("items[0].state", equalTo("ATTACHING"))
                      .body("items[0].reason", equalTo("ADDRESS_IN_USE")));
      assertThat(events(FIRST)).containsExactly("PublicIpAttachRequested");
    }
    awaitAttached(FIRST);
  }

  @Test
  void whatANetworkForgotItIsToldAgain() throws IOException {
    // Given
    world.publish(IpWorld.registered(container, "demo", 2, 0, sshd.port()), 1);
    awaitAttached(FIRST, SECOND);

    // When
    plane.detach(FIRST).await().atMost(Duration.ofSeconds(5));
    plane.detach(SECOND).await().atMost(Duration.ofSeconds(5));

    // Then
    await().ignoreExceptions().until(() -> "sshd-a".equals(greeting(FIRST)));
    await().ignoreExceptions().until(() -> "sshd-a".equals(greeting(SECOND)));
  }

  @Test
  void whatAnswersWithoutAHolderIsSilenced() {
    // Given
    plane
        .attach(new Binding("127.213.7.9", "cgone", "127.0.0.1", sshd.port()))
        .await()
        .atMost(Duration.ofSeconds(5));

    // Then
    await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> greeting("127.213.7.9"))
                    .isInstanceOf(ConnectException.class));
  }

  @Test
  void historySaysWhoHeldItThen() {
    // Given
    world.publish(IpWorld.registered(container, "demo", 1, 0, sshd.port()), 1);
    awaitAttached(FIRST);
    String then = java.time.Instant.now().toString();
    owner.delete("/v1/ips/" + FIRST).then().statusCode(202);
    await().untilAsserted(() -> assertThat(events(FIRST)).contains("PublicIpReleased"));

    // When
    var answer = Api.as("auditor").get("/v1/ips/" + FIRST + "/history?at=" + then);

    // Then
    answer
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].container", equalTo(container))
        .body("items[0].account", equalTo("demo"));
    Api.as("friend").get("/v1/ips/" + FIRST + "/history").then().body("items.size()", equalTo(0));
  }

  private static String ip(String address) {
    return "{\"family\":\"ipv4\",\"address\":\"" + address + "\"}";
  }

  private void awaitAttached(String... addresses) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(owner.attached(container)).containsExactlyInAnyOrder(addresses));
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

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  /** The names of the address's events from this test's container's first on. */
  private List<String> events(String address) {
    return IpWorld.texts(
        "select replace(replace(type, 'dev.postern.', ''), '.v1', '') from outbox_event where key"
            + " = '%1$s' and position >= (select min(position) from outbox_event where key ="
                .formatted(address)
            + " '%1$s' and data like '%%%2$s%%') order by position".formatted(address, container));
  }
}
