package dev.postern.backends.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  @Test
  void keepsItsDataOverARestart(@TempDir Path folder) throws Exception {
    // Given
    try (var postgres = EmbeddedPostgres.start(folder, 0)) {
      postgres.createDatabase("keys", "k'1");
      run(postgres, "keys", "k'1", "CREATE TABLE kept AS SELECT 'yes' AS answer");
    }

    // When
    try (var postgres = EmbeddedPostgres.start(folder, 0)) {
      postgres.createDatabase("keys", "k'2");

      // Then
      assertThat(ask(postgres, "keys", "k'2", "SELECT answer FROM kept")).isEqualTo("yes");
    }
  }

  @Test
  void startsFromWhatAKilledRunLeft(@TempDir Path folder) throws Exception {
    // Given
    KilledRun.on(folder);
    ProcessHandle orphan = KilledRun.server(folder);
    assertThat(orphan.isAlive()).isTrue();

    // When
    try (var postgres = EmbeddedPostgres.start(folder, 0)) {

      // Then
      assertThat(orphan.isAlive()).isFalse();
      assertThat(ask(postgres, "keys", "k1", "SELECT answer FROM kept")).isEqualTo("yes");
    }
  }

  @Test
  void startsAlthoughTheKilledServersProcessIdIsInUseAgain(@TempDir Path folder) throws Exception {
    // Given
    KilledRun.on(folder);
    ProcessHandle orphan = KilledRun.server(folder);
    orphan.destroyForcibly();
    orphan.onExit().join();
    List<String> lines = Files.readAllLines(KilledRun.pidFile(folder));
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(KilledRun.pidFile(folder), lines);

    // When
    try (var postgres = EmbeddedPostgres.start(folder, 0)) {

      // Then
      assertThat(ask(postgres, "keys", "k1", "SELECT answer FROM kept")).isEqualTo("yes");
    }
  }

  @Test
  void letsAServiceIntoItsOwnDatabaseOnly() throws Exception {
    try (var postgres = EmbeddedPostgres.temporary()) {
      // When
      postgres.createDatabase("keys", "k1");
      postgres.createDatabase("ips", "i1");

      // Then
      assertThat(ask(postgres, "keys", "k1", "SELECT current_user")).isEqualTo("keys");
      assertThatThrownBy(() -> ask(postgres, "keys", "wrong", "SELECT 1"))
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl("ips"), "keys", "k1").close())
          .hasMessageContaining("permission denied");
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.jdbcUrl("keys"), "postgres", "").close())
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void forcesCommitsToDisk(@TempDir Path folder) throws Exception {
    try (var postgres = EmbeddedPostgres.start(folder, 0)) {
      // When
      postgres.createDatabase("keys", "k1");

      // Then
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(ask(postgres, "keys", "k1", "SHOW " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(ask(postgres, "keys", "k1", "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "keys", "k1", "SHOW server_version")).startsWith("17.");
    }
  }

  @Test
  void refusesADatabaseNameThatWouldNeedQuoting() {
    try (var postgres = EmbeddedPostgres.temporary()) {
      assertThatThrownBy(() -> postgres.createDatabase("keys; DROP DATABASE x", "p"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void run(EmbeddedPostgres postgres, String database, String password, String sql)
      throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(database), database, password);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(EmbeddedPostgres postgres, String database, String password, String sql)
      throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(database), database, password);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
