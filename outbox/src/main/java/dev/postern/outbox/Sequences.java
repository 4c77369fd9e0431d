package dev.postern.outbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The sequences of a database that may be behind what it once published. */
final class Sequences {
  private static final String BELOW =
      """
      SELECT seen.topic, seen.key, seen.last
      FROM unnest($1::text[], $2::text[], $3::bigint[]) AS seen (topic, key, last)
      LEFT JOIN outbox_sequence s USING (topic, key)
      WHERE coalesce(s.last, 0) < seen.last
      """;

  // The row lock keeps writers of the key out until the commit.
  private static final String LOCK =
      """
      INSERT INTO outbox_sequence AS s (topic, key, last) VALUES ($1, $2, 0)
      ON CONFLICT (topic, key) DO UPDATE SET last = s.last RETURNING last
      """;
  private static final String RENUMBER =
      """
      WITH waiting AS (
        SELECT id, row_number() OVER (ORDER BY position) AS rank FROM outbox_event
        WHERE topic = $1 AND key = $2 AND published_at IS NULL),
      renumbered AS (
        UPDATE outbox_event e SET sequence = $3 + w.rank FROM waiting w WHERE e.id = w.id
        RETURNING 1)
      UPDATE outbox_sequence SET last = $3 + (SELECT count(*) FROM renumbered)
      WHERE topic = $1 AND key = $2
      """;

  private final SqlConnection connection;

  Sequences(SqlConnection connection) {
    this.connection = connection;
  }

  Uni<Integer> continueAbove(Map<TopicKey, Long> highest) {
    if (highest.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return below(highest)
        .onItem()
        .transformToMulti(keys -> Multi.createFrom().iterable(keys))
        .onItem()
        .transformToUniAndConcatenate(key -> raise(key, highest.get(key)).replaceWith(key))
        .collect()
        .asList()
        .map(List::size);
  }

  private Uni<List<TopicKey>> below(Map<TopicKey, Long> highest) {
    List<TopicKey> keys = List.copyOf(highest.keySet());
    Tuple tuple =
        Tuple.of(
            keys.stream().map(TopicKey::topic).toArray(String[]::new),
            keys.stream().map(TopicKey::key).toArray(String[]::new),
            keys.stream().map(highest::get).toArray(Long[]::new));
    return connection
        .preparedQuery(BELOW)
        .execute(tuple)
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new TopicKey(row.getString("topic"), row.getString("key")))
                    .toList());
  }

  private Uni<Void> raise(TopicKey key, long seen) {
    Tuple which = Tuple.of(key.topic(), key.key());
    return connection
        .begin()
        .chain(
            transaction ->
                connection
                    .preparedQuery(LOCK)
                    .execute(which)
                    .map(rows -> rows.iterator().next().getLong("last"))
                    .chain(last -> last < seen ? renumber(key, seen) : Uni.createFrom().voidItem())
                    .chain(transaction::commit)
                    .onFailure()
                    .call(transaction::rollback));
  }

  private Uni<Void> renumber(TopicKey key, long seen) {
    return connection
        .preparedQuery(RENUMBER)
        .execute(Tuple.of(key.topic(), key.key(), seen))
        .replaceWithVoid();
  }
}
