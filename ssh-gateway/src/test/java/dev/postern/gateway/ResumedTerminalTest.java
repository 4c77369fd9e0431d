package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.events.state.ShareState;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.TerminalClient;
import dev.postern.gateway.testing.TerminalClient.Attached;
import dev.postern.gateway.testing.TerminalClient.Ended;
import dev.postern.gateway.testing.TerminalClient.Handshake;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Terminals of version 2: their shells wait for clients that went away, and for what they show. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumedTerminalTest {

  private static final String CONTAINER = "cresum1";
  private static final String PROTOCOL = "postern.terminal.v2";
  private static final int IN_FLIGHT = 256 * 1024;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  @TestHTTPResource("/v1/terminal")
  URI endpoint;

  private Scene scene;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    scene.container(CONTAINER, "rita", "resumed-1");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @BeforeEach
  void noTerminalIsLeft() {
    await().atMost(Duration.ofSeconds(20)).until(() -> gateway.terminals().inContainers() == 0);
  }

  private Handshake handshake(String account, String query) {
    URI uri = URI.create(endpoint.toString().replaceFirst("http", "ws") + query);
    return new Handshake(uri, GatewayWorld.issuer().token(account), null, PROTOCOL);
  }

  private TerminalClient open(String account) {
    return handshake(account, "?container=" + CONTAINER).open().acknowledging();
  }

  private TerminalClient back(String account, Attached to, long offset) {
    return handshake(account, "?session=" + to.session() + "&offset=" + offset).open();
  }

  private Ended refusal(String account, Attached to, long offset) {
    try (TerminalClient terminal = back(account, to, offset)) {
      return terminal.ended();
    }
  }

  @Test
  void whoWasCutOffReadsOnWhereItWas() {
    try (TerminalClient first = open("rita")) {
      assertThat(first.attached().offset()).isZero();
      first.type("stty -echo; for i in $(seq 1 300); do echo line-$i; sleep 0.005; done\r");
      first.await("line-40");

      first.close();
      try (TerminalClient again = back("rita", first.attached(), first.offset()).acknowledging()) {
        again.await("line-300\r\n");

        assertThat(again.attached())
            .isEqualTo(new Attached(first.attached().session(), first.offset()));
        assertThat(
                (first.text() + again.text()).lines().filter(l -> l.startsWith("line-")).toList())
            .isEqualTo(IntStream.rangeClosed(1, 300).mapToObj(i -> "line-" + i).toList());
        again.type("echo here-$((6*7))\r").await("here-42");
        again.leave(1000);
      }
    }
  }

  @Test
  void aProgramGoesOnWhileNobodyReadsAndItsLastOutputIsKept() {
    try (TerminalClient first = open("rita")) {
      first.type("stty -echo; echo rea''dy; sleep 0.3; seq -w 1 300000; touch /tmp/went-on\r");
      first.await("ready");
      first.close();

      try (TerminalClient other = open("rita")) {
        other.type("until test -e /tmp/went-on; do sleep 0.05; done; echo it-$((6*7))\r");
        other.await("it-42");
        other.leave(1000);
      }
      try (TerminalClient again = back("rita", first.attached(), first.offset()).acknowledging()) {
        again.await("300000\r\n");

        assertThat(again.attached().offset()).as("some is lost").isGreaterThan(first.offset());
        List<String> lines = again.text().lines().filter(l -> l.matches("\\d{6}")).toList();
        assertThat(lines).hasSizeGreaterThan(64 * 1024 / 8);
        assertThat(lines)
            .isEqualTo(
                IntStream.rangeClosed(300_000 - lines.size() + 1, 300_000)
                    .mapToObj(i -> String.format("%06d", i))
                    .toList());
        again.leave(1000);
      }
    }
  }

  @Test
  void aPageThatIsLoadedAgainGetsTheLastOutputAgain() {
    try (TerminalClient first = open("rita")) {
      first.type("echo here-$((6*7))\r").await("here-42");
      first.close();

      try (TerminalClient again = back("rita", first.attached(), 0)) {
        again.await("here-42");
        again.leave(1000);
      }
    }
  }

  @Test
  void anotherWindowTakesOver() {
    try (TerminalClient first = open("rita")) {
      first.type("cd /tmp; echo here-$((6*7))\r").await("here-42");

      try (TerminalClient second = back("rita", first.attached(), first.offset()).acknowledging()) {
        assertThat(first.ended())
            .isEqualTo(new Ended(4412, "Postern: this terminal was opened in another window."));
        second.type("pwd\r").await("/tmp");
        second.leave(1000);
      }
    }
  }

  @Test
  void whoLeavesForGoodEndsTheShellAtOnce() {
    try (TerminalClient first = open("rita")) {
      first.leave(1000);
      await().atMost(Duration.ofSeconds(2)).until(() -> gateway.terminals().inContainers() == 0);

      assertThat(refusal("rita", first.attached(), 0).code()).isEqualTo(4410);
    }
  }

  @Test
  void howAShellEndedMeanwhileIsToldOnce() {
    try (TerminalClient first = open("rita")) {
      first.type("stty -echo; echo rea''dy; sleep 0.3; echo last words; exit 5\r").await("ready");
      first.close();
      await().until(() -> gateway.terminals().inContainers() == 0);

      try (TerminalClient again = back("rita", first.attached(), first.offset())) {
        assertThat(again.ended()).isEqualTo(new Ended(1000, "exit 5"));
        assertThat(again.text()).contains("last words");
      }
      await()
          .untilAsserted(
              () -> assertThat(refusal("rita", first.attached(), 0).code()).isEqualTo(4410));
    }
  }

  @Test
  void aTerminalToWhichNobodyComesBackEnds() {
    try (TerminalClient first = open("rita")) {
      Instant left = Instant.now();
      first.close();
      await()
          .atMost(GatewayWorld.DETACHED.multipliedBy(2))
          .until(() -> gateway.terminals().inContainers() == 0);

      assertThat(Duration.between(left, Instant.now()))
          .isGreaterThan(GatewayWorld.DETACHED.minusMillis(500));
      assertThat(refusal("rita", first.attached(), 0).code()).isEqualTo(4410);
    }
  }

  @Test
  void onlyItsOwnAccountComesBackAndOnlyByItsId() {
    try (TerminalClient first = open("rita")) {
      Attached session = first.attached();
      first.close();

      Ended others = refusal("mallory", session, 0);
      assertThat(others.code()).isEqualTo(4410);
      assertThat(others).isEqualTo(refusal("mallory", new Attached("none", 0), 0));
      assertThat(refusal("rita", new Attached("A".repeat(22), 0), 0).code()).isEqualTo(4410);
      assertThat(refusal("rita", session, 1L << 40).code()).as("offset").isEqualTo(4410);
      String query = "?session=" + session.session();
      for (String wrong :
          List.of("", "&offset=-1", "&offset=x", "&offset=0&container=" + CONTAINER)) {
        assertThat(handshake("rita", query + wrong).status()).as(wrong).isEqualTo(400);
      }
      Handshake there = handshake("rita", query + "&offset=0");
      assertThat(new Handshake(there.uri(), there.bearer(), null, "postern.terminal.v1").status())
          .isEqualTo(400);
      assertThat(new Handshake(there.uri(), null, null, PROTOCOL).status()).isEqualTo(401);
      assertThat(
              new Handshake(there.uri(), GatewayWorld.issuer().token("auditor"), null, PROTOCOL)
                  .status())
          .isEqualTo(403);
      endForGood("rita", first);
    }
  }

  @Test
  void aShareThatIsTakenBackEndsADetachedTerminalAndItsOutputIsNotShown() {
    var share = new ShareState("rita", "shop", "guest");
    scene.topics().put(share);
    await().until(() -> view.enterable("guest").findAny().isPresent());
    try (TerminalClient terminal = open("guest")) {
      terminal.type("echo here-$((6*7))\r").await("here-42");
      terminal.close();

      scene.topics().removeShare(share);
      await().atMost(Duration.ofSeconds(1)).until(() -> gateway.terminals().inContainers() == 0);

      try (TerminalClient again = back("guest", terminal.attached(), 0)) {
        assertThat(again.ended().code()).isEqualTo(4403);
        assertThat(again.bytes()).isEmpty();
      }
    }
  }

  @Test
  void detachedTerminalsCount() {
    var clients = new ArrayList<TerminalClient>();
    for (int i = 0; i < 4; i++) {
      TerminalClient client = open("rita");
      clients.add(client);
      client.close();
    }

    assertThat(gateway.terminals().inContainers()).isEqualTo(4);
    try (TerminalClient fifth = handshake("rita", "?container=" + CONTAINER).open()) {
      assertThat(fifth.ended().code()).isEqualTo(4429);
    }
    clients.forEach(client -> endForGood("rita", client));
  }

  private void endForGood(String account, TerminalClient client) {
    try (TerminalClient again = back(account, client.attached(), 0)) {
      again.attached();
      again.leave(1000);
    }
  }

  @Test
  void whoseSignInExpiredComesBackWithANewOne() {
    Handshake soon =
        new Handshake(
            handshake("rita", "?container=" + CONTAINER).uri(),
            GatewayWorld.issuer().token("rita", Duration.ofSeconds(3)),
            null,
            PROTOCOL);
    try (TerminalClient first = soon.open().acknowledging()) {
      first.type("cd /tmp\r");
      assertThat(first.ended().code()).isEqualTo(4401);

      try (TerminalClient again = back("rita", first.attached(), first.offset()).acknowledging()) {
        again.type("pwd\r").await("/tmp");
        again.leave(1000);
      }
    }
  }

  @Test
  void aClientIsNeverSentMoreThanItMayHaveInFlight() {
    try (TerminalClient terminal = handshake("rita", "?container=" + CONTAINER).open()) {
      terminal.type("yes\r");
      await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(10))
          .until(() -> terminal.offset() == IN_FLIGHT);

      try (TerminalClient other = open("rita")) {
        other.type("echo here-$((6*7))\r").await("here-42");
        other.leave(1000);
      }
      terminal.type("\u0003");
      terminal.acknowledging().await("^C");

      assertThat(terminal.offset()).as("what came before Ctrl-C acted").isLessThan(3L * IN_FLIGHT);
      terminal.leave(1000);
    }
  }

  @Test
  void aPasteThatWaitsForItsOwnEchoToBeReadArrives() {
    byte[] bytes = new byte[6 << 20];
    new Random(5).nextBytes(bytes);
    try (TerminalClient terminal = open("rita")) {
      terminal.type("stty raw -echo; echo rea''dy; cat\r").await("ready\n");
      int before = terminal.bytes().length;

      // The acknowledgements stand behind all of it.
      for (int at = 0; at < bytes.length; at += 32 * 1024) {
        terminal.send(Arrays.copyOfRange(bytes, at, at + 32 * 1024));
      }

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> terminal.bytes().length - before >= bytes.length);
      byte[] back = Arrays.copyOfRange(terminal.bytes(), before, before + bytes.length);
      assertThat(Arrays.equals(back, bytes)).isTrue();
      terminal.leave(1000);
    }
  }

  @Test
  void whatWasNeverSentCannotBeAcknowledged() {
    for (String nonsense :
        List.of(
            "{\"type\":\"ack\",\"offset\":1000000}",
            "{\"type\":\"ack\",\"offset\":-1}",
            "{\"type\":\"ack\",\"offset\":1.5}",
            "{\"type\":\"ack\",\"offset\":1e99}",
            "{\"type\":\"ack\"}")) {
      try (TerminalClient terminal = open("rita")) {
        assertThat(terminal.say(nonsense).ended().code()).as(nonsense).isEqualTo(1007);
        endForGood("rita", terminal);
      }
    }
  }
}
