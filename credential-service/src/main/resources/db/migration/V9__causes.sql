-- The id of the event that says that the password was asked for; null where none does.
ALTER TABLE generation ADD COLUMN causation_id uuid;
