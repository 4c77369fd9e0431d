-- The id of the event that this one follows from; null where it follows from none.
ALTER TABLE outbox_event ADD COLUMN causation_id uuid;
