package dev.postern.credential.credential;

import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.awaitEvents;
import static dev.postern.credential.testing.Mailman.password;
import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Database;
import dev.postern.credential.testing.OwnerLogin;
import dev.postern.credential.testing.RealContainers;
import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordReset;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class RestoredDatabaseTest {

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
  void aResetAfterARestoreIsAboveAllThatWasPublishedAndItsPasswordLogsIn() throws Exception {
    LocalContainer local = containers.create();
    String id = register(container("demo", name(), local.host(), local.port()));
    awaitEvent(id, ContainerCreated.class);
    reset(id);
    awaitEvents(id, PasswordReset.class, 1);
    reset(id);
    awaitEvents(id, PasswordReset.class, 2);
    await().atMost(PATIENCE).until(() -> unpublished(id) == 0);
    restoreToTheFirstPassword(id);

    startRelayAnew();
    await().atMost(PATIENCE).until(() -> generation(id) == 3);
    reset(id);

    PasswordReset last = awaitEvents(id, PasswordReset.class, 3).get(2);
    assertThat(last.generation()).isEqualTo(4);
    assertThat(OwnerLogin.logsIn(local, password(last.secretRef(), id, 4, "demo"))).isTrue();
    assertThat(sequences(id)).doesNotHaveDuplicates().isSorted();
  }

  /** Makes the rows those of a dump that was taken after the first password. */
  private static void restoreToTheFirstPassword(String id) throws SQLException {
    Database.update("DELETE FROM generation WHERE container = ? AND generation > 1", id);
    Database.update("UPDATE generation SET state = 'APPLIED' WHERE container = ?", id);
    Database.update("UPDATE container SET generation = 1 WHERE id = ?", id);
    Database.update("DELETE FROM outbox_event WHERE key = ? AND sequence > 2", id);
    Database.update("UPDATE outbox_sequence SET last = 2 WHERE key = ?", id);
    Database.update("DELETE FROM outbox_position");
  }

  /** As a start of the service would: ends the connection by which its relay has the turn. */
  private static void startRelayAnew() throws SQLException {
    assertThat(
            Database.count(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
                    + " WHERE locktype = 'advisory' AND granted"))
        .isPositive();
  }

  private static void reset(String id) {
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);
  }

  private static long generation(String id) throws SQLException {
    return Database.count("SELECT generation FROM container WHERE id = ?", id);
  }

  private static long unpublished(String id) throws SQLException {
    return Database.count(
        "SELECT count(*) FROM outbox_event WHERE published_at IS NULL AND key = ?", id);
  }

  private static List<Long> sequences(String id) {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.CONTAINERS).stream()
        .filter(record -> id.equals(record.key()))
        .map(record -> record.headers().lastHeader(EventHeaders.SEQUENCE).value())
        .map(value -> Long.valueOf(new String(value, StandardCharsets.UTF_8)))
        .toList();
  }
}
