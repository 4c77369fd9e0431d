-- Environments that other accounts' keys open too. Environments and accounts are names here: whether they exist, others know.
CREATE TABLE share (
  id          text        PRIMARY KEY,
  position    bigint      NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
  owner       text        NOT NULL REFERENCES account (id),
  environment text        NOT NULL,
  receiver    text        NOT NULL CHECK (receiver <> owner),
  shared_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (owner, environment, receiver)
);

CREATE INDEX share_given ON share (owner, position);
CREATE INDEX share_received ON share (receiver, position);
