-- When the gateway last let the key in, to the minute. Written from events, never by the owner.
ALTER TABLE ssh_key ADD COLUMN last_used_at timestamptz;
