package dev.postern.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;

/** Up to where the database knows topics: the offset of the next record, per partition. */
enum TopicPositions {
  /** What this service published. */
  OWN("outbox_position"),
  /** What it consumed. */
  CONSUMED("consumed_position");

  private static final String READ =
      "SELECT topic, kafka_partition, next_offset FROM %s WHERE topic = ANY($1)";

  private static final String BLANK =
      """
      SELECT NOT EXISTS (SELECT 1 FROM consumed_position)
        AND NOT EXISTS (SELECT 1 FROM consumed_sequence)
        AND NOT EXISTS (SELECT 1 FROM consumed_event)
        AND NOT EXISTS (SELECT 1 FROM outbox_position)
        AND NOT EXISTS (SELECT 1 FROM outbox_sequence)
        AND NOT EXISTS (SELECT 1 FROM outbox_event) AS blank
      """;

  /** Its parameters are those of {@link #tuple}. */
  private static final String KEEP =
      """
      INSERT INTO %s (topic, kafka_partition, next_offset)
      SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[])
      ON CONFLICT (topic, kafka_partition) DO UPDATE SET next_offset = excluded.next_offset
      """;

  private final String table;

  TopicPositions(String table) {
    this.table = table;
  }

  Uni<Map<TopicPartition, Long>> read(SqlConnection connection, Collection<String> topics) {
    return connection
        .preparedQuery(READ.formatted(table))
        .execute(Tuple.of(topics.toArray(String[]::new)))
        .map(TopicPositions::positions);
  }

  /** Whether the database has published and handled nothing: it is new, or all is lost. */
  static Uni<Boolean> isBlank(SqlConnection connection) {
    return connection
        .query(BLANK)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("blank"));
  }

  private static Map<TopicPartition, Long> positions(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .collect(
            Collectors.toMap(
                row ->
                    new TopicPartition(row.getString("topic"), row.getInteger("kafka_partition")),
                row -> row.getLong("next_offset")));
  }

  Uni<Void> keep(SqlConnection connection, Map<TopicPartition, Long> positions) {
    return connection.preparedQuery(keeping()).execute(tuple(positions)).replaceWithVoid();
  }

  /** The statement that keeps positions, to be part of another. */
  String keeping() {
    return KEEP.formatted(table);
  }

  static Tuple tuple(Map<TopicPartition, Long> positions) {
    List<TopicPartition> partitions = List.copyOf(positions.keySet());
    return Tuple.of(
        partitions.stream().map(TopicPartition::topic).toArray(String[]::new),
        partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new),
        partitions.stream().map(positions::get).toArray(Long[]::new));
  }
}
