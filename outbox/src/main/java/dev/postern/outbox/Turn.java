package dev.postern.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * The right to relay, which one process per database has: an advisory lock, and the connection that
 * holds it.
 *
 * <p>PostgreSQL ends the turn when the connection breaks (the process died) and when it is idle for
 * longer than the turn's timeout (the process hangs). Rows are read and marked on this connection
 * only, so whoever lost the turn can do neither. The same connection listens for commits.
 */
final class Turn {
  // Any number that nothing else in the database locks; it spells "postern" in ASCII.
  private static final long LOCK = 0x706f737465726eL;

  private static final String TAKE =
      "SELECT set_config('idle_session_timeout', $1, false), pg_try_advisory_lock($2) AS taken";
  private static final String GIVE_BACK =
      "UNLISTEN *; RESET idle_session_timeout; SELECT pg_advisory_unlock_all()";
  private static final String UNPUBLISHED =
      "SELECT "
          + StoredEvent.COLUMNS
          + " FROM outbox_event WHERE published_at IS NULL ORDER BY position LIMIT $1";
  private static final String MARK =
      "UPDATE outbox_event SET published_at = clock_timestamp() WHERE id = ANY($1)";

  private final SqlConnection connection;
  private final Duration timeout;

  private Turn(SqlConnection connection, Duration timeout) {
    this.connection = connection;
    this.timeout = timeout;
  }

  /**
   * @param timeout after which the turn is lost without a sign of life
   * @param committed runs on an event loop whenever a transaction with events was committed
   * @return empty where another process has the turn
   */
  static Uni<Optional<Turn>> take(Pool pool, Duration timeout, Runnable committed) {
    return pool.getConnection()
        .chain(
            connection -> {
              Turn turn = new Turn(connection, timeout);
              return turn.lock(committed)
                  .onFailure()
                  .call(turn::giveBack)
                  .chain(
                      taken ->
                          taken
                              ? Uni.createFrom().item(Optional.of(turn))
                              : turn.giveBack().replaceWith(Optional.empty()));
            });
  }

  private Uni<Boolean> lock(Runnable committed) {
    Tuple settings = Tuple.of(Long.toString(timeout.toMillis()), LOCK);
    return inTime(connection.preparedQuery(TAKE).execute(settings))
        .map(rows -> rows.iterator().next().getBoolean("taken"))
        .call(taken -> taken ? listen(committed) : Uni.createFrom().voidItem());
  }

  private Uni<Void> listen(Runnable committed) {
    PgConnection.cast(connection).notificationHandler(ignored -> committed.run());
    return inTime(connection.query("LISTEN outbox_event").execute()).replaceWithVoid();
  }

  /** The oldest unpublished events in the order of their positions; a sign of life. */
  Uni<List<StoredEvent>> unpublished(int limit) {
    return inTime(connection.preparedQuery(UNPUBLISHED).execute(Tuple.of(limit)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(StoredEvent::of).toList());
  }

  Uni<Void> markPublished(List<StoredEvent> events) {
    UUID[] ids = events.stream().map(StoredEvent::id).toArray(UUID[]::new);
    return inTime(connection.preparedQuery(MARK).execute(Tuple.of(ids))).replaceWithVoid();
  }

  /** Lets another process have the turn; never fails, for a broken connection gave it back. */
  Uni<Void> giveBack() {
    return inTime(connection.query(GIVE_BACK).execute())
        .onFailure()
        .recoverWithNull()
        .chain(connection::close)
        .onFailure()
        .recoverWithNull();
  }

  private <T> Uni<T> inTime(Uni<T> statement) {
    return statement.ifNoItem().after(timeout).fail();
  }
}
