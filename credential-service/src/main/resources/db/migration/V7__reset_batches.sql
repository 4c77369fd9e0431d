-- Batches by who asked for them and when, to count what was asked for in vain; and old ones go with their items.
CREATE INDEX reset_set_by_requester ON reset_set (requested_by, requested_at);
CREATE INDEX reset_set_by_time ON reset_set (requested_at);
ALTER TABLE reset_set_item DROP CONSTRAINT reset_set_item_reset_set_fkey;
ALTER TABLE reset_set_item ADD CONSTRAINT reset_set_item_reset_set_fkey
  FOREIGN KEY (reset_set) REFERENCES reset_set (id) ON DELETE CASCADE;
