-- A container as the platform registered it. Deleted ones stay, without a name of theirs being taken.
CREATE TABLE container (
  id                 text PRIMARY KEY,
  account            text        NOT NULL,
  name               text        NOT NULL,
  environment        text        NOT NULL,
  layer              text,
  runtime            text        NOT NULL,
  notify_owner       boolean     NOT NULL,
  ipv4_wanted        integer     NOT NULL,
  ipv6_wanted        integer     NOT NULL,
  requested_by       text        NOT NULL,
  adapter            text        NOT NULL,
  host               text,
  port               integer     NOT NULL,
  ref                text,
  host_keys          text        NOT NULL,
  host_keys_verified boolean     NOT NULL,
  access_keys_digest text,
  generation         bigint      NOT NULL,
  created_at         timestamptz NOT NULL,
  deleted_at         timestamptz
);
CREATE UNIQUE INDEX container_name ON container (account, name) WHERE deleted_at IS NULL;
CREATE INDEX container_by_account ON container (account, id) WHERE deleted_at IS NULL;

-- The public addresses that ip-service says answer for a container.
CREATE TABLE container_address (
  address       text PRIMARY KEY,
  container     text    NOT NULL REFERENCES container (id),
  port          integer NOT NULL,
  family        text    NOT NULL,
  primary_one   boolean NOT NULL
);
CREATE INDEX container_address_by_container ON container_address (container);

-- One row per password of a container, counted from 1.
CREATE TABLE generation (
  id                uuid PRIMARY KEY,
  container         text        NOT NULL REFERENCES container (id),
  generation        bigint      NOT NULL,
  kind              text        NOT NULL,
  state             text        NOT NULL,
  reason            text,
  batch             text,
  requested_by      text        NOT NULL,
  secret_wanted     boolean     NOT NULL,
  -- The crypt hash, from before it is sent until it is proven.
  hash              text,
  -- SHA-256 of the shadow field, hexadecimal, once it is proven.
  shadow_digest     text,
  proof             text,
  login_refused     boolean     NOT NULL,
  secret_ref        text UNIQUE,
  sealed            bytea,
  key_id            text,
  secret_expires_at timestamptz,
  requested_at      timestamptz NOT NULL,
  applying_at       timestamptz,
  proven_at         timestamptz,
  applied_at        timestamptz,
  notified_at       timestamptz,
  finished_at       timestamptz,
  apply_by          timestamptz NOT NULL,
  attempts          integer     NOT NULL,
  next_attempt_at   timestamptz,
  leased_until      timestamptz,
  UNIQUE (container, generation)
);
CREATE INDEX generation_unfinished ON generation (next_attempt_at)
  WHERE state IN ('REQUESTED', 'APPLYING');
CREATE INDEX generation_secret ON generation (secret_expires_at)
  WHERE state IN ('APPLIED', 'NOTIFY_FAILED');

-- What was published about a container, for its owner to read; written with the event.
CREATE TABLE container_event (
  position  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  container text        NOT NULL,
  type      text        NOT NULL,
  time      timestamptz NOT NULL,
  data      text        NOT NULL
);
CREATE INDEX container_event_by_container ON container_event (container, position);

-- A set of containers whose passwords were reset with one request.
CREATE TABLE reset_set (
  id           text PRIMARY KEY,
  account      text        NOT NULL,
  requested_by text        NOT NULL,
  requested_at timestamptz NOT NULL
);
CREATE TABLE reset_set_item (
  id         uuid PRIMARY KEY,
  reset_set  text    NOT NULL REFERENCES reset_set (id),
  position   integer NOT NULL,
  container  text    NOT NULL,
  generation bigint,
  error      text
);
CREATE INDEX reset_set_item_by_set ON reset_set_item (reset_set, position);

-- Answers that a repeated request gets again. The row is inserted by the request's own transaction,
-- so a concurrent twin waits for it.
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
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
