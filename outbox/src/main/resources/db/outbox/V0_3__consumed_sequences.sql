-- The highest sequence that was handled of each topic and key. Ids are forgotten after a while, or lost with a backup: an older
-- event of the key that is delivered again is known by its sequence. Rows stay, as those of outbox_sequence do.
CREATE TABLE consumed_sequence (
  topic text   NOT NULL,
  key   text   NOT NULL,
  last  bigint NOT NULL,
  PRIMARY KEY (topic, key)
);
