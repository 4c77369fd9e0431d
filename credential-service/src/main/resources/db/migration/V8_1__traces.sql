-- The trace of the request or record that asked for the password, which its attempts go on with.
ALTER TABLE generation ADD COLUMN traceparent text;
