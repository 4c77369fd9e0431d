package dev.postern.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;

/**
 * The right to relay, which one process per database has: an advisory lock, and the connection that
 * holds it.
 *
 * <p>PostgreSQL takes the lock away when the connection breaks (the process died) and when it is
 * idle for longer than the timeout (the process hangs). Rows are read and marked on this connection
 * only, so a process that lost the lock can do neither. The same connection listens for commits.
 */
final class RelayLock {
  // Any number that nothing else in the database locks; it spells "postern" in ASCII.
  private static final long LOCK = 0x706f737465726eL;

  /** Held as well from when the database agrees with what was published: {@link CatchUpGate}. */
  private static final long CAUGHT_UP = LOCK + 1;

  private static final String ACQUIRE =
      "SELECT set_config('idle_session_timeout', $1, false), pg_try_advisory_lock($2) AS acquired";
  private static final String RELEASE =
      "UNLISTEN *; RESET idle_session_timeout; SELECT pg_advisory_unlock_all()";
  private static final String UNPUBLISHED =
      "SELECT "
          + StoredEvent.COLUMNS
          + " FROM outbox_event WHERE published_at IS NULL ORDER BY position LIMIT $1";
  private static final String MARK =
      "WITH marked AS (UPDATE outbox_event SET published_at = clock_timestamp() WHERE id = ANY($4)) "
          + TopicPositions.OWN.keeping();
  private static final String TOPICS =
      "SELECT topic FROM outbox_sequence UNION SELECT unnest($1::text[])";
  private static final String SAY_CAUGHT_UP = "SELECT pg_advisory_lock($1)";
  private static final String IS_CAUGHT_UP =
      """
      SELECT EXISTS (
        SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.granted
          AND l.objsubid = 1 AND (l.classid::bigint << 32) | l.objid::bigint = $1) AS caught_up
      """;

  private final SqlConnection connection;
  private final Duration timeout;

  private RelayLock(SqlConnection connection, Duration timeout) {
    this.connection = connection;
    this.timeout = timeout;
  }

  /**
   * @param timeout after which the lock is lost without a sign of life
   * @param committed runs on an event loop whenever a transaction with events was committed
   * @return empty where another process has the lock
   */
  static Uni<Optional<RelayLock>> acquire(Pool pool, Duration timeout, Runnable committed) {
    return pool.getConnection()
        .chain(
            connection -> {
              RelayLock lock = new RelayLock(connection, timeout);
              return lock.tryLock(committed)
                  .onFailure()
                  .call(lock::release)
                  .chain(
                      acquired ->
                          acquired
                              ? Uni.createFrom().item(Optional.of(lock))
                              : lock.release().replaceWith(Optional.empty()));
            });
  }

  private Uni<Boolean> tryLock(Runnable committed) {
    Tuple settings = Tuple.of(Long.toString(timeout.toMillis()), LOCK);
    return inTime(connection.preparedQuery(ACQUIRE).execute(settings))
        .map(rows -> rows.iterator().next().getBoolean("acquired"))
        .call(acquired -> acquired ? listen(committed) : Uni.createFrom().voidItem());
  }

  private Uni<Void> listen(Runnable committed) {
    PgConnection.cast(connection).notificationHandler(ignored -> committed.run());
    return inTime(connection.query("LISTEN outbox_event").execute()).replaceWithVoid();
  }

  /** The oldest unpublished events in the order of their positions; a sign of life. */
  Uni<List<StoredEvent>> unpublished(int limit) {
    return inTime(connection.preparedQuery(UNPUBLISHED).execute(Tuple.of(limit)))
        .map(rows -> stream(rows).map(StoredEvent::of).toList());
  }

  /**
   * Both or neither: what is marked and behind the position could not be told from what a restored
   * database does not know, once its rows are pruned.
   *
   * @param positions the offset after the last of them, per partition
   */
  Uni<Void> markPublished(List<StoredEvent> events, Map<TopicPartition, Long> positions) {
    UUID[] ids = events.stream().map(StoredEvent::id).toArray(UUID[]::new);
    Tuple tuple = TopicPositions.tuple(positions).addValue(ids);
    return inTime(connection.preparedQuery(MARK).execute(tuple)).replaceWithVoid();
  }

  /** Those that the database knows, and the declared ones. */
  Uni<List<String>> topics(Collection<String> declared) {
    Tuple tuple = Tuple.of(declared.toArray(String[]::new));
    return inTime(connection.preparedQuery(TOPICS).execute(tuple))
        .map(rows -> stream(rows).map(row -> row.getString("topic")).toList());
  }

  /** Runs a statement on the connection that holds the lock; a sign of life. */
  <T> Uni<T> on(Function<SqlConnection, Uni<T>> statement) {
    return Uni.createFrom().deferred(() -> inTime(statement.apply(connection)));
  }

  /** Shows signs of life while other work is done. */
  <T> Uni<T> keptDuring(Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Cancellable signs =
                  Multi.createFrom()
                      .ticks()
                      .every(timeout.dividedBy(4))
                      .onOverflow()
                      .drop()
                      .onItem()
                      .transformToUniAndConcatenate(tick -> connection.query("SELECT 1").execute())
                      .subscribe()
                      .with(done -> {}, lost -> {});
              return work.onTermination().invoke(signs::cancel);
            });
  }

  /** Lets those go on who wait for it, on every replica, for as long as the lock is held. */
  Uni<Void> sayCaughtUp() {
    return inTime(connection.preparedQuery(SAY_CAUGHT_UP).execute(Tuple.of(CAUGHT_UP)))
        .replaceWithVoid();
  }

  /** Whether some process has the lock and has caught up. */
  static Uni<Boolean> isCaughtUp(Pool pool) {
    return pool.preparedQuery(IS_CAUGHT_UP)
        .execute(Tuple.of(CAUGHT_UP))
        .map(rows -> rows.iterator().next().getBoolean("caught_up"));
  }

  /**
   * Raises the sequences that are below what was published; events that wait get new ones above.
   *
   * @return how many were below
   */
  Uni<Integer> continueAbove(Map<TopicKey, Long> highest) {
    return new Sequences(connection).continueAbove(highest).ifNoItem().after(timeout).fail();
  }

  /** Lets another process have the lock; never fails, for a broken connection released it. */
  Uni<Void> release() {
    return inTime(connection.query(RELEASE).execute())
        .onFailure()
        .recoverWithNull()
        .chain(connection::close)
        .onFailure()
        .recoverWithNull();
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }

  private <T> Uni<T> inTime(Uni<T> statement) {
    return statement.ifNoItem().after(timeout).fail();
  }
}
