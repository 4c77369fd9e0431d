-- Pods that were seen, by what identifies one: its place in a StatefulSet, or else its uid.
CREATE TABLE pod (
  identity   text PRIMARY KEY,
  namespace  text    NOT NULL,
  name       text    NOT NULL,
  -- Null until it was registered.
  container  text REFERENCES container (id),
  -- The runtime's id of its container as it was seen last: another one has new files.
  instance   text,
  -- Since when it is away; null while it is there.
  away_since timestamptz,
  retired    boolean NOT NULL
);
CREATE INDEX pod_by_name ON pod (namespace, name) WHERE NOT retired;
-- Whether the container's files do not survive a restart, so that the hash of its password is kept.
ALTER TABLE container ADD COLUMN keeps_hash boolean NOT NULL DEFAULT false;
-- The crypt hash of a proven password, only for such containers, until a later one is applied.
ALTER TABLE generation ADD COLUMN kept_hash text;
