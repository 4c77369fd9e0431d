package dev.postern.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;

/** What waits to be published, as it was when it was last measured. */
final class Backlog {
  private static final String MEASURE =
      """
      SELECT count(*) AS events,
        coalesce(extract(epoch FROM clock_timestamp() - min(time)), 0)::float8 AS age
      FROM outbox_event WHERE published_at IS NULL
      """;

  /**
   * @param events unpublished events
   * @param oldest the age of the oldest of them; zero where there is none
   */
  record Size(long events, Duration oldest) {}

  private final Pool pool;
  private volatile Size size = new Size(0, Duration.ZERO);

  Backlog(Pool pool) {
    this.pool = pool;
  }

  Size size() {
    return size;
  }

  Uni<Void> measure() {
    return pool.query(MEASURE)
        .execute()
        .map(rows -> rows.iterator().next())
        .invoke(row -> size = of(row))
        .replaceWithVoid();
  }

  private static Size of(Row row) {
    long millis = Math.round(row.getDouble("age") * 1000);
    return new Size(row.getLong("events"), Duration.ofMillis(Math.max(0, millis)));
  }
}
