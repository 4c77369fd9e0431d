package dev.postern.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/**
 * Deletes published events and consumed ids that are older than configured, a batch per statement.
 * Any number of processes may do so at once.
 */
final class Pruning {
  private static final String PUBLISHED =
      """
      DELETE FROM outbox_event WHERE id IN (
        SELECT id FROM outbox_event
        WHERE published_at < clock_timestamp() - make_interval(secs => $1)
        ORDER BY published_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      """;
  private static final String CONSUMED =
      """
      DELETE FROM consumed_event WHERE id IN (
        SELECT id FROM consumed_event
        WHERE consumed_at < clock_timestamp() - make_interval(secs => $1)
        ORDER BY consumed_at LIMIT $2 FOR UPDATE SKIP LOCKED)
      """;

  private final Pool pool;
  private final OutboxConfig config;

  Pruning(Pool pool, OutboxConfig config) {
    this.pool = pool;
    this.config = config;
  }

  Uni<Void> prune() {
    return delete(PUBLISHED, config.keepPublished())
        .chain(() -> delete(CONSUMED, config.keepConsumed()));
  }

  private Uni<Void> delete(String statement, Duration age) {
    Tuple bounds = Tuple.of((double) age.toSeconds(), config.pruneBatchSize());
    return pool.preparedQuery(statement)
        .execute(bounds)
        .map(rows -> rows.rowCount())
        .repeat()
        .until(deleted -> deleted < config.pruneBatchSize())
        .collect()
        .last()
        .replaceWithVoid();
  }
}
