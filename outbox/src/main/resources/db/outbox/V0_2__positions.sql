-- Up to where this database knows what was published, per partition of the service's own topics. A
-- database that was restored from a backup knows less than Kafka has: the relay reads from here.
CREATE TABLE outbox_position (
  topic           text    NOT NULL,
  kafka_partition integer NOT NULL,
  -- The offset of the next record, as Kafka counts.
  next_offset     bigint  NOT NULL,
  PRIMARY KEY (topic, kafka_partition)
);
