package dev.postern.credential.credential;

import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.lease;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Database;
import dev.postern.credential.testing.Mailman;
import dev.postern.credential.testing.RealContainers;
import dev.postern.credential.testing.Requests;
import dev.postern.events.containers.ContainerCreated;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class AcknowledgementTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static RealContainers containers;

  @BeforeAll
  static void startContainers() {
    containers = RealContainers.orSkip();
  }

  @AfterAll
  static void deleteContainers() {
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void leavesTheStateThatTheEventOfTheMailGaveTheRowAtTheSameMoment() throws Exception {
    LocalContainer local = containers.create();
    String id = register(container("demo", name(), local.host(), local.port()));
    String ref = awaitEvent(id, ContainerCreated.class).secretRef();

    Thread acknowledgement = new Thread(() -> Mailman.acknowledge(ref));
    try (Connection event = Database.connect()) {
      event.setAutoCommit(false);
      try (var row =
          event.prepareStatement(
              "UPDATE generation SET state = 'NOTIFIED', notified_at = now()"
                  + " WHERE secret_ref = ?")) {
        row.setString(1, ref);
        row.executeUpdate();
      }
      acknowledgement.start();
      await()
          .atMost(PATIENCE)
          .until(() -> Database.count("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
      event.commit();
    }
    acknowledgement.join(PATIENCE.toMillis());

    assertThat(credential(id, "state")).isEqualTo("NOTIFIED");
    assertThat(lease(ref).statusCode()).isEqualTo(410);
  }

  private static String credential(String id, String field) {
    return Requests.credential(id, field);
  }
}
