-- What postern-idempotency keeps of an answer.
ALTER TABLE idempotency_key ADD COLUMN location text;
