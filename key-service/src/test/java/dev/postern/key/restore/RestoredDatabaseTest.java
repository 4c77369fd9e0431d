package dev.postern.key.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Topics;
import dev.postern.key.testing.Database;
import dev.postern.key.testing.Published;
import dev.postern.key.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The database is taken back to a backup; Kafka keeps what was published since. */
@QuarkusTest
@WithTestResource(Backends.class)
class RestoredDatabaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Tenant tenant = Tenant.unique();

  @Test
  void whatWasAddedAndRemovedSinceTheBackupIsTrueAgainAndNothingIsPublishedForIt()
      throws SQLException {
    // Given
    String removed = tenant.addedId(Tenant.newKey("laptop"));
    Published.await(Topics.KEYS, tenant.account(), 1);
    String before = rowOf(removed);
    assertThat(tenant.remove(removed).statusCode()).isEqualTo(204);
    String added = tenant.addedId(Tenant.newKey("desktop"));
    String share = tenant.share("shop", Tenant.unique().account()).path("id");
    Published.await(Topics.KEYS, tenant.account(), 4);
    awaitAllPublished();

    // When
    restore(before);

    // Then
    await().atMost(PATIENCE).until(() -> ids().equals(List.of(added)));
    assertThat(
            Database.query("SELECT id FROM share WHERE owner = '%s'".formatted(tenant.account())))
        .containsExactly(share);
    await()
        .atMost(PATIENCE)
        .until(() -> Database.query("SELECT noticed_at FROM outbox_restore").isEmpty());
    assertThat(Published.await(Topics.KEYS, tenant.account(), 4)).hasSize(4);
    assertThat(tenant.remove(added).statusCode()).isEqualTo(204);
  }

  @Test
  void anEmptyDatabaseIsFilledFromTheLogAndNothingIsPublishedForIt() throws SQLException {
    // Given
    String kept = tenant.addedId(Tenant.newKey("laptop"));
    assertThat(tenant.remove(tenant.addedId(Tenant.newKey("desktop"))).statusCode()).isEqualTo(204);
    String share = tenant.share("shop", Tenant.unique().account()).path("id");
    Published.await(Topics.KEYS, tenant.account(), 4);
    await().atMost(PATIENCE).until(() -> !policy().isEmpty());
    awaitAllPublished();
    List<String> policy = policy();

    // When
    empty();

    // Then
    await().atMost(PATIENCE).until(() -> ids().equals(List.of(kept)));
    await()
        .atMost(PATIENCE)
        .until(() -> Database.query("SELECT noticed_at FROM outbox_restore").isEmpty());
    assertThat(
            Database.query("SELECT id FROM share WHERE owner = '%s'".formatted(tenant.account())))
        .containsExactly(share);
    assertThat(policy()).as("not told again").isEqualTo(policy);
    assertThat(Published.await(Topics.KEYS, tenant.account(), 4)).hasSize(4);
    assertThat(tenant.remove(kept).statusCode()).isEqualTo(204);
    assertThat(Published.await(Topics.KEYS, tenant.account(), 5)).hasSize(5);
  }

  private List<String> ids() {
    return Database.query(
        "SELECT id FROM ssh_key WHERE account = '%s'".formatted(tenant.account()));
  }

  private static List<String> policy() {
    return Database.query("SELECT said FROM published_policy");
  }

  private static String rowOf(String id) {
    return Database.query("SELECT to_jsonb(k)::text FROM ssh_key k WHERE id = '%s'".formatted(id))
        .get(0);
  }

  private void awaitAllPublished() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Database.query("SELECT id FROM outbox_event WHERE published_at IS NULL").isEmpty());
  }

  /** As after its loss: the tables are there, and nothing is in them. */
  private static void empty() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                Backends.jdbcUrl(), Backends.databaseUser(), Backends.databasePassword());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "TRUNCATE ssh_key, share, account, published_policy, outbox_event, outbox_sequence, outbox_position CASCADE");
      connection.commit();
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_locks"
              + " WHERE locktype = 'advisory' AND granted");
      connection.commit();
    }
  }

  /** Makes the database one of the time when the account had its first key and no other. */
  private void restore(String firstKey) throws SQLException {
    String account = tenant.account();
    try (Connection connection =
            DriverManager.getConnection(
                Backends.jdbcUrl(), Backends.databaseUser(), Backends.databasePassword());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("DELETE FROM ssh_key WHERE account = '%s'".formatted(account));
      statement.execute("DELETE FROM share WHERE owner = '%s'".formatted(account));
      statement.execute(
          "INSERT INTO ssh_key OVERRIDING SYSTEM VALUE"
              + " SELECT * FROM jsonb_populate_record(NULL::ssh_key, '%s')".formatted(firstKey));
      statement.execute(
          "DELETE FROM outbox_event WHERE key = '%s' AND sequence > 1".formatted(account));
      statement.execute("UPDATE outbox_sequence SET last = 1 WHERE key = '%s'".formatted(account));
      statement.execute("UPDATE outbox_position SET next_offset = 0");
      connection.commit();
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_locks"
              + " WHERE locktype = 'advisory' AND granted");
      connection.commit();
    }
  }
}
