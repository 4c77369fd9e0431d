package dev.postern.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.events.state.KeyState;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.OpenSession;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.RealContainers;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What ends an open session, how fast, and what its user is told. */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Scene scene;
  private LocalContainer container;

  @BeforeAll
  void world() {
    scene = new Scene(gateway, view);
    container = scene.container("crev1", "rev", "one");
  }

  @AfterAll
  void end() {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void aDisabledKeyEndsItsSessionsWithinASecond() {
    KeyFile key = scene.key("rev");
    try (OpenSession session = OpenSession.of(scene.ssh(key, "one-rev"))) {
      Instant disabled = Instant.now();
      scene
          .topics()
          .put(
              new KeyState(
                  key.fingerprint(),
                  "krev",
                  "rev",
                  key.type(),
                  key.blob(),
                  null,
                  KeyState.State.DISABLED));

      assertThat(session.endedAfter(disabled)).isLessThan(A_SECOND);
      assertThat(session.said()).contains("Postern: your key was disabled");
    }
    assertRefused(key);
  }

  @Test
  void anExpiredKeyEndsItsSessionsWithinASecondOfItsTime() {
    KeyFile key = scene.key("rev");
    Instant expiry = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.MILLIS);
    scene.topics().key(key, "rev", expiry);
    try (OpenSession session = OpenSession.of(scene.ssh(key, "one-rev"))) {
      assertThat(Instant.now()).isBefore(expiry);

      assertThat(session.endedAfter(expiry)).isBetween(Duration.ZERO, A_SECOND);
      assertThat(session.said()).contains("Postern: your key has expired");
    }
    assertRefused(key);
  }

  @Test
  void aDeletedContainerEndsItsSessionsWithinASecondAndTheOthersGoOn() {
    KeyFile key = scene.key("rev");
    scene.topics().put(RealContainers.state(container, "crev2", "rev", "shop", "two"));
    await().until(() -> view.container("crev2").isPresent());
    try (OpenSession gone = OpenSession.of(scene.ssh(key, "two-rev"));
        OpenSession stays = OpenSession.of(scene.ssh(key, "one-rev"))) {
      Instant deleted = Instant.now();
      scene.topics().removeContainer("crev2");

      assertThat(gone.endedAfter(deleted)).isLessThan(A_SECOND);
      assertThat(gone.said()).contains("Postern: container two was deleted");
      assertThat(stays.isOpen()).isTrue();
    }
  }

  @Test
  void aContainerThatIsLostMidSessionIsSaidInOneSentence() {
    KeyFile key = scene.key("rev");
    LocalContainer fragile = scene.container("crev3", "rev", "three");
    try (OpenSession session = OpenSession.of(scene.ssh(key, "three-rev"))) {
      fragile.stop();

      session.endedAfter(Instant.now());
      assertThat(session.said())
          .contains("Postern: the connection to container three was lost")
          .containsOnlyOnce("Postern:");
    }
  }

  private void assertRefused(KeyFile key) {
    Programs.Result refused = scene.ssh(key, "one-rev").run("id", "-o", "LogLevel=INFO");
    assertThat(refused.exit()).isEqualTo(255);
    assertThat(refused.err()).contains("Postern: key " + key.fingerprint() + " is not registered");
  }
}
