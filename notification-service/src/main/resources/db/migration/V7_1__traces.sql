-- The trace of the event or request that asked for the mail, which its attempts go on with.
ALTER TABLE mail_job ADD COLUMN traceparent text;
