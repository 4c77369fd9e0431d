-- Answers to requests that had an Idempotency-Key. The row is inserted by the request's own transaction, so a twin waits for it.
CREATE TABLE idempotency_key (
  scope       text        NOT NULL,
  key         text        NOT NULL,
  body_digest text        NOT NULL,
  status      integer,
  answer      text,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (scope, key)
);

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
