package dev.postern.ip.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.backends.files.TemporaryFolder;
import dev.postern.backends.ports.FreePort;
import dev.postern.backends.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that exists already outlives an upgrade: who held what is still known, and refused. */
class MigrationTest {

  private static final String FIRST_VERSION = "1";

  private final TemporaryFolder folder = TemporaryFolder.create("postern-migration");
  private EmbeddedPostgres postgres;
  private Connection database;

  @BeforeEach
  void aLedgerOfTheFirstVersion() throws Exception {
    postgres = EmbeddedPostgres.start(folder.path().resolve("postgres"), FreePort.next());
    postgres.createDatabase("ips", "secret");
    database = DriverManager.getConnection(postgres.jdbcUrl("ips"), "ips", "secret");
    migrate(FIRST_VERSION);
    execute(
        """
        insert into pool (name, family, block, created_at)
          values ('public', 'IPV4', '192.0.2.0/24', now());
        insert into free_range (pool, family, low, high)
          values ('public', 'IPV4', 3221226000, 3221226200);
        insert into known_container (id, account, registered, sequence, sshd_address, sshd_port,
          target_ipv4) values ('cold', 'demo', true, 7, '198.51.100.7', 22, 2);
        insert into attachment (address, family, pool, container, account, lead, state, taken_at,
          attached_at) values ('192.0.2.10', 'IPV4', 'public', 'cold', 'demo', true, 'ATTACHED',
          now(), now());
        insert into attachment (address, family, pool, container, account, lead, state, taken_at,
          quarantined_until) values ('192.0.2.11', 'IPV4', 'public', 'cold', 'demo', false,
          'QUARANTINED', now(), now() + interval '1 day');
        insert into tenure (address, container, account, held_from, held_until)
          values ('192.0.2.11', 'cold', 'demo', '2026-01-01Z', '2026-02-01Z');
        insert into tenure (address, container, account, held_from)
          values ('192.0.2.10', 'cold', 'demo', '2026-01-01Z');
        insert into ip_quota (account, family, per_container) values ('demo', 'IPV4', 2);
        insert into outbox_sequence (topic, key, last) values ('postern.ips', '192.0.2.10', 2);
        """);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
    postgres.close();
    folder.close();
  }

  @Test
  void everythingIsThereAfterwards() throws Exception {
    // When
    migrate("latest");

    // Then
    assertThat(one("select string_agg(address || ' ' || state, ', ' order by ip) from attachment"))
        .isEqualTo("192.0.2.10 ATTACHED, 192.0.2.11 QUARANTINED");
    assertThat(one("select container from tenure where address = '192.0.2.11'")).isEqualTo("cold");
    assertThat(one("select held_until from tenure where address = '192.0.2.10'")).isNull();
    assertThat(one("select sum(high - low + 1) from free_range")).isEqualTo("201");
    assertThat(one("select per_container from ip_quota")).isEqualTo("2");
    assertThat(one("select last from outbox_sequence")).isEqualTo("2");
    assertThat(one("select sequence || ' ' || target_ipv4 from known_container")).isEqualTo("7 2");
  }

  @Test
  void twoHoldersAtOneMomentAreStillImpossible() throws Exception {
    // When
    migrate("latest");

    // Then
    assertThatThrownBy(
            () ->
                execute(
                    "insert into tenure (address, container, account, held_from)"
                        + " values ('192.0.2.10', 'cnew', 'friend', now())"))
        .hasMessageContaining("exclusion constraint");
    assertThatThrownBy(() -> execute("delete from tenure"))
        .hasMessageContaining("can only be ended");
    assertThatThrownBy(
            () -> execute("update tenure set account = 'friend' where address = '192.0.2.10'"))
        .hasMessageContaining("can only be ended");
  }

  private void migrate(String target) throws IOException {
    Flyway.configure()
        .dataSource(postgres.jdbcUrl("ips"), "ips", "secret")
        .locations(locations())
        .target(target)
        .load()
        .migrate();
  }

  /** Those of the service. */
  private static String[] locations() throws IOException {
    try (InputStream in = MigrationTest.class.getResourceAsStream("/application.properties")) {
      Properties settings = new Properties();
      settings.load(in);
      return settings.getProperty("quarkus.flyway.locations").split(",");
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private String one(String sql) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
