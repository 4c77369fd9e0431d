CREATE TABLE note (
  id      uuid PRIMARY KEY,
  account text NOT NULL,
  text    text NOT NULL
);

CREATE TABLE idempotency_key (
  scope       text        NOT NULL,
  key         text        NOT NULL,
  body_digest text        NOT NULL,
  status      integer,
  location    text,
  answer      text,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (scope, key)
);
