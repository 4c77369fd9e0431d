package dev.postern.credential.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backup of the database has of one container, and up to where it knows the topics. A
 * restore takes both back while the service runs, and Kafka keeps what was published since.
 */
public final class DatabaseBackup {

  /** Tables with rows of a container, and the column that names it, in the order of references. */
  private static final Map<String, String> OF_A_CONTAINER = new LinkedHashMap<>();

  static {
    OF_A_CONTAINER.put("container", "id");
    OF_A_CONTAINER.put("generation", "container");
    OF_A_CONTAINER.put("container_address", "container");
    OF_A_CONTAINER.put("container_event", "container");
    OF_A_CONTAINER.put("outbox_event", "key");
    OF_A_CONTAINER.put("outbox_sequence", "key");
  }

  private static final List<String> OF_TOPICS =
      List.of("outbox_position", "consumed_position", "consumed_sequence");

  private final String container;
  private final Map<String, String> rows = new LinkedHashMap<>();
  private final String takenAt;

  private DatabaseBackup(String container) throws SQLException {
    this.container = container;
    for (String table : OF_A_CONTAINER.keySet()) {
      rows.put(table, text(rowsOf(table) + where(table), container));
    }
    for (String table : OF_TOPICS) {
      rows.put(table, text(rowsOf(table)));
    }
    this.takenAt = text("SELECT clock_timestamp()::text");
  }

  public static DatabaseBackup of(String container) throws SQLException {
    return new DatabaseBackup(container);
  }

  /**
   * Makes the database that of the backup, and the relay begin as after a start. A running service
   * would try again at once what was unfinished: as in one that starts, that comes later.
   */
  public void restore() throws SQLException {
    try (Connection connection = Database.connect()) {
      connection.setAutoCommit(false);
      forget(connection, container);
      for (String table : OF_A_CONTAINER.keySet()) {
        insert(connection, table);
      }
      run(
          connection,
          "UPDATE generation SET next_attempt_at = now() + interval '1 hour', leased_until = NULL"
              + " WHERE container = ? AND state IN ('REQUESTED', 'APPLYING')",
          container);
      takeTopicsBack(connection);
      connection.commit();
    }
    startRelayAnew();
  }

  /** Takes back only what says which events are known: they are told again. */
  public void forgetTheEvents() throws SQLException {
    try (Connection connection = Database.connect()) {
      connection.setAutoCommit(false);
      run(
          connection,
          "DELETE FROM outbox_event WHERE key = ? AND time > CAST(? AS timestamptz)",
          container,
          takenAt);
      takeTopicsBack(connection);
      connection.commit();
    }
    startRelayAnew();
  }

  /** Whether the database knows no more of the service's own topics than when it was taken. */
  public boolean isAsOld() throws SQLException {
    return rows.get("outbox_position").equals(text(rowsOf("outbox_position")));
  }

  /** Makes a container one that was registered after the backup. Call it before the restore. */
  public static void forget(String container) throws SQLException {
    try (Connection connection = Database.connect()) {
      connection.setAutoCommit(false);
      forget(connection, container);
      connection.commit();
    }
  }

  private static void forget(Connection connection, String container) throws SQLException {
    // First what the service locks first.
    run(connection, "SELECT 1 FROM container WHERE id = ? FOR UPDATE", container);
    List<String> tables = List.copyOf(OF_A_CONTAINER.keySet());
    for (int i = tables.size() - 1; i >= 0; i--) {
      run(connection, "DELETE FROM " + tables.get(i) + where(tables.get(i)), container);
    }
  }

  private void takeTopicsBack(Connection connection) throws SQLException {
    for (String table : OF_TOPICS) {
      run(connection, "DELETE FROM " + table);
      insert(connection, table);
    }
    run(
        connection,
        "DELETE FROM consumed_event WHERE consumed_at > CAST(? AS timestamptz)",
        takenAt);
  }

  /** As a start of the service would: ends the connection by which its relay has the lock. */
  private static void startRelayAnew() throws SQLException {
    assertThat(
            Database.count(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
                    + " WHERE locktype = 'advisory' AND granted"))
        .isPositive();
  }

  private void insert(Connection connection, String table) throws SQLException {
    run(
        connection,
        "INSERT INTO "
            + table
            + " OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::"
            + table
            + ", CAST(? AS jsonb))",
        rows.get(table));
  }

  /** By an alias: a table may have a column of its own name. */
  private static String rowsOf(String table) {
    return "SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text), '[]')::text FROM "
        + table
        + " t";
  }

  private static String where(String table) {
    return " WHERE " + OF_A_CONTAINER.get(table) + " = ?";
  }

  private static String text(String sql, String... values) throws SQLException {
    try (Connection connection = Database.connect();
        PreparedStatement statement = prepare(connection, sql, values);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }

  private static void run(Connection connection, String sql, String... values) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql, values)) {
      statement.execute();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, String... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
    return statement;
  }
}
