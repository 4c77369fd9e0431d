-- Since when sshd does not answer in a container that runs, and whether that was published.
ALTER TABLE container ADD COLUMN silent_since timestamptz;
ALTER TABLE container ADD COLUMN silence_told boolean NOT NULL DEFAULT false;
-- When it was noticed that somebody else changed the password.
ALTER TABLE generation ADD COLUMN drifted_at timestamptz;
