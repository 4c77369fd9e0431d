package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.OpenSession;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.testing.TerminalClient;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway that is asked to stop while people are in containers. */
@QuarkusTest
@TestProfile(GracefulShutdownTest.Patient.class)
@WithTestResource(GatewayWorld.class)
class GracefulShutdownTest {

  /** Ends with the application: a gateway that stopped does not start again. */
  public static final class Patient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("postern.ssh.drain", "6s");
    }
  }

  @Inject GatewayServer gateway;
  @Inject GatewayView view;
  @Inject Event<ShutdownDelayInitiatedEvent> stop;

  @TestHTTPResource("/v1/terminal?container=one")
  URI terminal;

  @Test
  void sessionsAreToldMayFinishAndEndAtTheDeadline() {
    try (Scene scene = new Scene(gateway, view)) {
      KeyFile key = scene.key("drain");
      scene.container("cdrain1", "drain", "one");
      Ssh ssh = scene.ssh(key, "one-drain");
      var handshake =
          new TerminalClient.Handshake(
              URI.create(terminal.toString().replaceFirst("http", "ws")),
              GatewayWorld.issuer().token("drain"),
              null);
      try (OpenSession finishes = OpenSession.running(ssh, "echo in; sleep 3; echo done");
          OpenSession sits = OpenSession.running(ssh, "echo in; sleep 60", "-tt");
          TerminalClient page = handshake.open()) {
        page.type("echo here-$((6*7))\r").await("here-42");
        Thread stopping = new Thread(() -> stop.fire(new ShutdownDelayInitiatedEvent()), "stop");
        stopping.start();

        await().until(() -> ssh.run("id").exit() == 255);
        page.await("Postern: the gateway restarts; this session ends in 6 s");
        finishes.endedAfter(Instant.now());
        assertThat(finishes.shown())
            .as("nothing is said between a program's bytes")
            .isEqualTo("\ndone\n");
        assertThat(finishes.exit()).isZero();
        assertThat(sits.isOpen()).isTrue();

        sits.endedAfter(Instant.now());
        assertThat(sits.shown() + sits.said())
            .contains("this session ends in 6 s at the latest")
            .contains("Postern: the gateway restarts; log in again.");
        assertThat(page.ended().code()).isEqualTo(1001);
      }
    }
  }
}
