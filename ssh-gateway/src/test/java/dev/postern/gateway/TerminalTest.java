package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.Topics;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.ShareState;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.TerminalClient;
import dev.postern.gateway.testing.TerminalClient.Handshake;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody who signed in, at a real container's shell through the JDK's WebSocket. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminalTest {

  private static final String CONTAINER = "cterm1";
  private static final String STOPPED = "cterm2";
  private static final String PROTOCOL = "postern.terminal.v1";

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  @TestHTTPResource("/v1/terminal")
  URI endpoint;

  private Scene scene;
  private ContainerState running;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    scene.container(CONTAINER, "demo", "shell-1");
    running = view.container(CONTAINER).orElseThrow();
    scene.topics().put(with("shell-2", STOPPED, RuntimeStatus.STOPPED));
    await().until(() -> view.container(STOPPED).isPresent());
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  private ContainerState with(String name, String id, RuntimeStatus runtime) {
    return new ContainerState(
        id,
        "demo",
        "shop",
        "cp",
        name,
        runtime,
        running.host(),
        running.port(),
        "root",
        running.hostKeys(),
        List.of());
  }

  private static String token(String account) {
    return GatewayWorld.issuer().token(account);
  }

  private URI uri(String query) {
    return URI.create(endpoint.toString().replaceFirst("http", "ws") + query);
  }

  private Handshake handshake(String account, String container) {
    return new Handshake(uri("?container=" + container), token(account), null, PROTOCOL);
  }

  @Test
  void somebodyWhoSignedInGetsAShellAndHowItEnded() {
    try (TerminalClient terminal = handshake("demo", "shell-1").open()) {
      terminal.type("id -un; hostname; tty\r");
      terminal.await("/dev/pts/");
      terminal.type("exit 7\r");

      assertThat(terminal.ended()).isEqualTo(new TerminalClient.Ended(1000, "exit 7"));
      assertThat(terminal.text()).contains("root").contains(CONTAINER);
      assertThat(terminal.protocol()).isEqualTo(PROTOCOL);
    }
  }

  @Test
  void aPageOffersItsTokenAsASubProtocolThatIsNeverChosen() {
    var fromPage =
        new Handshake(
            uri("?container=" + CONTAINER),
            null,
            GatewayWorld.PANEL,
            PROTOCOL,
            "postern.bearer." + token("demo"));

    try (TerminalClient terminal = fromPage.open()) {
      assertThat(terminal.protocol()).isEqualTo(PROTOCOL);
      terminal.type("echo here-$((6*7))\r").await("here-42");
    }
  }

  @Test
  void withoutTheSubProtocolTextIsTyped() {
    var plain = new Handshake(uri("?container=shell-1-demo"), token("demo"), null);

    try (TerminalClient terminal = plain.open()) {
      terminal.say("echo here-$((6*7))\r").await("here-42");
    }
  }

  @Test
  void theTerminalHasTheSizeThatWasAskedForAndChangesIt() {
    var sized =
        new Handshake(uri("?container=shell-1&columns=101&rows=37"), token("demo"), null, PROTOCOL);

    try (TerminalClient terminal = sized.open()) {
      terminal.type("stty size\r").await("37 101");
      terminal.say("{\"type\":\"resize\",\"columns\":132,\"rows\":43}");
      terminal.type("stty size\r").await("43 132");
    }
  }

  @Test
  void whoMayNotComeInGetsNoWebSocket() {
    URI there = uri("?container=" + CONTAINER);
    String demo = token("demo");

    assertThat(new Handshake(there, null, null).status()).as("no token").isEqualTo(401);
    assertThat(new Handshake(there, "nonsense", null).status()).as("no JWT").isEqualTo(401);
    assertThat(new Handshake(there, demo + "x", null).status()).as("signature").isEqualTo(401);
    assertThat(new Handshake(there, GatewayWorld.issuer().expiredToken("demo"), null).status())
        .as("expired")
        .isEqualTo(401);
    assertThat(new Handshake(there, null, null, "postern.bearer.x").status()).isEqualTo(401);
    assertThat(new Handshake(there, token("auditor"), null).status()).as("role").isEqualTo(403);
    assertThat(new Handshake(there, demo, "https://evil.test").status())
        .as("origin")
        .isEqualTo(403);
    assertThat(new Handshake(there, demo, "null").status()).as("origin").isEqualTo(403);
    for (String query :
        List.of(
            "",
            "?container=",
            "?container=a&container=b",
            "?container=" + "a".repeat(129),
            "?container=shell-1&columns=0",
            "?container=shell-1&rows=1001",
            "?container=shell-1&rows=x")) {
      assertThat(new Handshake(uri(query), demo, null).status()).as(query).isEqualTo(400);
    }
  }

  @Test
  void aRequestThatIsNoWebSocketIsToldSo() throws Exception {
    var request =
        (HttpURLConnection)
            URI.create(endpoint + "?container=" + CONTAINER).toURL().openConnection();
    request.setRequestProperty("Authorization", "Bearer " + token("demo"));

    assertThat(request.getResponseCode()).isEqualTo(426);
    assertThat(request.getContentType()).isEqualTo("application/problem+json");
    assertThat(new String(request.getErrorStream().readAllBytes(), UTF_8))
        .contains("\"status\":426");
  }

  @Test
  void anotherTenantsContainerLooksLikeNone() {
    TerminalClient.Ended others = endOf(handshake("friend", CONTAINER));
    TerminalClient.Ended none = endOf(handshake("friend", "cnone1"));

    assertThat(others.code()).isEqualTo(4404);
    assertThat(others.reason().replace(CONTAINER, "X"))
        .isEqualTo(none.reason().replace("cnone1", "X"));
    assertThat(endOf(handshake("demo", STOPPED)).code()).isEqualTo(4409);
  }

  private static TerminalClient.Ended endOf(Handshake handshake) {
    try (TerminalClient terminal = handshake.open()) {
      return terminal.ended();
    }
  }

  @Test
  void whatIsNoMessageEndsTheTerminalWithItsCode() {
    for (String nonsense :
        List.of(
            "ls\r",
            "{}",
            "[]",
            "{\"type\":\"resize\",\"columns\":0,\"rows\":1}",
            "{\"type\":\"resize\",\"columns\":\"x\",\"rows\":1}",
            "{\"type\":null}",
            "null",
            "{\"type\":\"resize\",\"columns\":80.5,\"rows\":4294967320}",
            "[".repeat(16_000))) {
      assertThat(answerTo(nonsense)).as(nonsense).isEqualTo(1007);
    }
    assertThat(answerTo("x".repeat(16 * 1024 + 1))).isEqualTo(1009);
    assertThat(answerTo("x".repeat(64 * 1024 + 1))).isEqualTo(1009);
    assertThat(answerTo("{\"type\":\"token\",\"token\":\"nonsense\"}")).isEqualTo(4401);
  }

  @Test
  void aFrameThatIsTooLongIsToldSoHoweverMuchOfItIsUnderWay() {
    for (int length : new int[] {64 * 1024 + 1, 1 << 20, 16 << 20}) {
      try (TerminalClient terminal = handshake("demo", CONTAINER).open()) {
        terminal.send(new byte[length]);

        assertThat(terminal.ended().code()).as("%d bytes", length).isEqualTo(1009);
      }
    }
  }

  @Test
  void pingsOfAClientThatDoesNotReadAreNotAllAnswered() throws Exception {
    int pings = 200_000;
    byte[] ping = new byte[2 + 4 + 125]; // A mask of zeros.
    ping[0] = (byte) 0x89;
    ping[1] = (byte) (0x80 | 125);
    try (var socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setSoTimeout(3_000);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      out.write(handshake().getBytes(UTF_8));
      for (int i = 0; i < pings; i++) {
        out.write(ping);
      }
      out.flush();

      assertThat(readUntilSilence(socket)).isLessThan(pings * 127L / 2);
    }
  }

  private int answerTo(String message) {
    try (TerminalClient terminal = handshake("demo", CONTAINER).open()) {
      return terminal.say(message).ended().code();
    }
  }

  private String handshake() {
    return "GET /v1/terminal?container=%s HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(CONTAINER, token("demo"));
  }

  private static long readUntilSilence(Socket socket) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long all = 0;
    try {
      for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
        all += read;
      }
    } catch (SocketTimeoutException e) {
      // That is the silence.
    }
    return all;
  }

  @Test
  void aSignInThatExpiresEndsTheTerminalUnlessItIsRenewed() {
    var soon = Duration.ofSeconds(4);
    var handshake =
        new Handshake(
            uri("?container=" + CONTAINER),
            GatewayWorld.issuer().token("demo", soon),
            null,
            PROTOCOL);
    try (TerminalClient leaves = handshake.open();
        TerminalClient stays = handshake.open()) {
      stays.say("{\"type\":\"token\",\"token\":\"" + token("demo") + "\"}");

      assertThat(leaves.ended().code()).isEqualTo(4401);
      assertThat(leaves.ended().reason()).contains("sign in again");
      stays.type("echo here-$((6*7))\r").await("here-42");
    }
  }

  @Test
  void aShareThatIsTakenBackEndsTheTerminalWithinASecond() {
    var share = new ShareState("demo", "shop", "guest");
    scene.topics().put(share);
    await().until(() -> view.enterable("guest").findAny().isPresent());
    try (TerminalClient terminal = handshake("guest", CONTAINER).open()) {
      terminal.type("echo here-$((6*7))\r").await("here-42");

      Instant revoked = Instant.now();
      scene.topics().removeShare(share);

      assertThat(terminal.ended().code()).isEqualTo(4403);
      assertThat(Duration.between(revoked, Instant.now())).isLessThan(Duration.ofSeconds(1));
      assertThat(terminal.ended().reason()).contains("no longer shared with you");
    }
  }

  @Test
  void megabytesArriveByteForByteBothWays() {
    byte[] bytes = new byte[4 << 20];
    new Random(5).nextBytes(bytes);
    try (TerminalClient terminal = handshake("demo", CONTAINER).open()) {
      terminal.type("stty raw -echo; echo rea''dy; cat\r").await("ready\n");
      int before = terminal.bytes().length;

      for (int at = 0; at < bytes.length; at += 32 * 1024) {
        terminal.type(Arrays.copyOfRange(bytes, at, at + 32 * 1024));
      }

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> terminal.bytes().length - before >= bytes.length);
      byte[] back = Arrays.copyOfRange(terminal.bytes(), before, before + bytes.length);
      assertThat(Arrays.equals(back, bytes)).isTrue();
    }
  }

  @Test
  void aContainerThatDoesNotReadStopsTheClient() {
    byte[] frame = new byte[32 * 1024];
    Arrays.fill(frame, (byte) 'x');
    try (TerminalClient terminal = handshake("demo", CONTAINER).open()) {
      terminal.type("stty raw -echo; echo rea''dy; sleep 60\r").await("ready\n");
      int sent = 0;
      CompletableFuture<?> sending = terminal.send(frame);
      while (sent < 2_000 && isDone(sending)) {
        sending = terminal.send(frame);
        sent++;
      }

      assertThat(sent * (long) frame.length).as("bytes that somebody keeps").isLessThan(32 << 20);
    }
  }

  private static boolean isDone(CompletableFuture<?> sending) {
    try {
      sending.get(2, TimeUnit.SECONDS);
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  @Test
  void aClientThatDoesNotReadStopsTheContainer() {
    long marker = System.nanoTime();
    try (TerminalClient terminal = handshake("demo", CONTAINER).openWithoutReading()) {
      terminal.type(
          "echo " + marker + " >/tmp/slow; head -c 200000000 /dev/zero; echo done >/tmp/slow\r");
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(20))
          .until(() -> slow().contains(Long.toString(marker)));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> closedEvents().contains("bytesOut"));
  }

  private String slow() {
    try (TerminalClient other = handshake("demo", CONTAINER).open()) {
      other.type("cat /tmp/slow; exit\r");
      other.ended();
      return other.text();
    }
  }

  @Test
  void anAccountHasOnlySoManyTerminals() {
    await()
        .atMost(Duration.ofSeconds(30)) // A client that went while it was not read from is pinged.
        .until(() -> gateway.terminals().inContainers() == 0);
    try (TerminalClient one = handshake("demo", CONTAINER).open();
        TerminalClient two = handshake("demo", CONTAINER).open();
        TerminalClient three = handshake("demo", CONTAINER).open();
        TerminalClient four = handshake("demo", CONTAINER).open()) {
      for (TerminalClient terminal : List.of(one, two, three, four)) {
        terminal.type("echo here-$((6*7))\r").await("here-42");
      }

      assertThat(endOf(handshake("demo", CONTAINER)).code()).isEqualTo(4429);
    }
  }

  @Test
  void aTerminalIsInTheLogWithoutATokenOrWhatWasTyped() {
    String token = token("demo");
    var handshake = new Handshake(uri("?container=" + CONTAINER), token, null, PROTOCOL);
    try (TerminalClient terminal = handshake.open()) {
      terminal.type("exit 9\r").ended();
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(closedEvents())
                    .contains("\"exit\":9")
                    .contains("\"account\":\"demo\"")
                    .contains("\"source\":\"127.0.0.1\"")
                    .doesNotContain("exit 9")
                    .doesNotContain(token));
    assertThat(events("dev.postern.TerminalOpened.v1"))
        .as("the person who signed in")
        .contains("\"actor\":{\"subject\":\"")
        .contains("\"roles\":[\"user\"]")
        .doesNotContain(token);
    assertThat(closedEvents()).doesNotContain("actor");
  }

  private static String closedEvents() {
    return events("dev.postern.TerminalClosed.v1");
  }

  private static String events(String type) {
    var all = new StringBuilder();
    KafkaLog.readAll(GatewayWorld.bootstrap(), Topics.SESSIONS).stream()
        .filter(
            record ->
                new String(record.headers().lastHeader("ce_type").value(), UTF_8).equals(type))
        .forEach(record -> all.append(record.value()).append('\n'));
    return all.toString();
  }
}
