package dev.postern.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What the database knows of records that are on a topic, and whether a restore is being taken care
 * of. It is in the database, so that a process that dies half-way has a successor who goes on.
 */
final class RestoreProgress {
  /** Those that are on the topic were published, whatever became of the process that did it. */
  private static final String OWN =
      """
      WITH marked AS (
        UPDATE outbox_event SET published_at = clock_timestamp()
        WHERE id = ANY($1) AND published_at IS NULL)
      SELECT id FROM outbox_event WHERE id = ANY($1)
      """;

  private static final String CONSUMED = "SELECT id FROM consumed_event WHERE id = ANY($1)";

  private static final String NOTICE =
      """
      INSERT INTO outbox_restore (noticed_at)
      SELECT clock_timestamp() WHERE NOT EXISTS (SELECT 1 FROM outbox_restore) RETURNING 1
      """;

  private static final String NOTICED = "SELECT min(noticed_at) AS noticed_at FROM outbox_restore";
  private static final String END = "DELETE FROM outbox_restore";

  private RestoreProgress() {}

  /** Those of the ids that the database stored; none of them waits to be published after this. */
  static Uni<Set<UUID>> knownOwn(SqlConnection connection, Collection<UUID> ids) {
    return known(connection, OWN, ids);
  }

  /** Those of the ids that were handled. */
  static Uni<Set<UUID>> knownConsumed(SqlConnection connection, Collection<UUID> ids) {
    return known(connection, CONSUMED, ids);
  }

  private static Uni<Set<UUID>> known(SqlConnection connection, String sql, Collection<UUID> ids) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(ids.toArray(UUID[]::new)))
        .map(RestoreProgress::ids);
  }

  private static Set<UUID> ids(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getUUID("id"))
        .collect(Collectors.toSet());
  }

  /**
   * @return whether it was not known yet
   */
  static Uni<Boolean> notice(SqlConnection connection) {
    return connection.query(NOTICE).execute().map(rows -> rows.size() > 0);
  }

  /**
   * @return when it was noticed that the database was restored; null where it was not, or is done
   */
  static Uni<Instant> noticedAt(SqlConnection connection) {
    return connection
        .query(NOTICED)
        .execute()
        .map(rows -> rows.iterator().next().getOffsetDateTime("noticed_at"))
        .map(time -> time == null ? null : time.toInstant());
  }

  static Uni<Void> end(SqlConnection connection) {
    return connection.query(END).execute().replaceWithVoid();
  }
}
