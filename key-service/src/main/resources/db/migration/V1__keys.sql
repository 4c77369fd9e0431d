-- One row per account that ever had a key. Its lock makes "count, then insert" one step, so that the limit holds, and
-- gives the account's events their order.
CREATE TABLE account (
  id text PRIMARY KEY
);

CREATE TABLE ssh_key (
  id          text        PRIMARY KEY,
  position    bigint      NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
  account     text        NOT NULL REFERENCES account (id),
  title       text        NOT NULL CHECK (length(title) BETWEEN 1 AND 255),
  type        text        NOT NULL,
  bits        integer     NOT NULL,
  fingerprint text        NOT NULL UNIQUE,
  blob        text        NOT NULL,
  comment     text        NOT NULL CHECK (length(comment) <= 255),
  added_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at  timestamptz,
  state       text        NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'DISABLED', 'EXPIRED'))
);

CREATE INDEX ssh_key_of_account ON ssh_key (account, position);
CREATE INDEX ssh_key_to_expire ON ssh_key (expires_at) WHERE state <> 'EXPIRED' AND expires_at IS NOT NULL;
