-- Up to where this database knows what its service consumed, per partition. Kafka keeps the consumer group's own offsets: where
-- they are higher, the database was restored from a backup.
CREATE TABLE consumed_position (
  topic           text    NOT NULL,
  kafka_partition integer NOT NULL,
  next_offset     bigint  NOT NULL,
  PRIMARY KEY (topic, kafka_partition)
);
-- One row from when it is noticed that the database was restored until it agrees with what was published since.
CREATE TABLE outbox_restore (
  noticed_at timestamptz NOT NULL
);
