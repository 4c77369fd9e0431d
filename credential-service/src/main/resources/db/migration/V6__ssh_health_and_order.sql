-- Since when sshd answers, as it was seen; null where it was not seen since the container started, or does not answer.
ALTER TABLE container ADD COLUMN answers_since timestamptz;
-- The first check that failed when it did not.
ALTER TABLE container ADD COLUMN silence_reason text;
-- Lists by environment, and by name of all accounts.
CREATE INDEX container_by_place ON container (account, environment, (coalesce(layer, '')), name, id)
  WHERE deleted_at IS NULL;
CREATE INDEX container_by_name ON container (name, account, id) WHERE deleted_at IS NULL;
