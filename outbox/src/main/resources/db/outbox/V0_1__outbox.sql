-- Events that the service's transactions stored and the relay publishes.
CREATE TABLE outbox_event (
  id           uuid        PRIMARY KEY,
  -- Assigned after the row lock on outbox_sequence is held, so it grows with the sequence of a key.
  position     bigint      GENERATED ALWAYS AS IDENTITY,
  topic        text        NOT NULL,
  key          text        NOT NULL,
  type         text        NOT NULL,
  source       text        NOT NULL,
  subject      text        NOT NULL,
  time         timestamptz NOT NULL,
  sequence     bigint      NOT NULL,
  traceparent  text,
  -- Null is a tombstone: the key is removed from a compacted topic.
  data         text,
  published_at timestamptz
);

-- Small however large the table is: the relay asks for unpublished rows, never for id > last,
-- because transactions do not commit in the order in which they took their numbers.
CREATE UNIQUE INDEX outbox_event_unpublished ON outbox_event (position) WHERE published_at IS NULL;
CREATE INDEX outbox_event_published ON outbox_event (published_at) WHERE published_at IS NOT NULL;

-- The last sequence of each topic and key. Rows of deleted keys stay: a key that comes back goes on
-- above what readers have seen.
CREATE TABLE outbox_sequence (
  topic text   NOT NULL,
  key   text   NOT NULL,
  last  bigint NOT NULL,
  PRIMARY KEY (topic, key)
);

-- Ids of the events that this service has handled.
CREATE TABLE consumed_event (
  id          uuid        PRIMARY KEY,
  consumed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX consumed_event_consumed_at ON consumed_event (consumed_at);

-- Wakes the relay when the transaction commits; PostgreSQL delivers one notification per
-- transaction, however many events it stored.
CREATE FUNCTION outbox_event_stored() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox_event', '');
  RETURN NULL;
END $$;

CREATE TRIGGER outbox_event_stored AFTER INSERT ON outbox_event
  FOR EACH STATEMENT EXECUTE FUNCTION outbox_event_stored();
