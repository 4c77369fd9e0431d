-- Since when and why the policy no longer allows a key. An expired key may have been disabled before.
ALTER TABLE ssh_key
  ADD COLUMN disabled_at     timestamptz,
  ADD COLUMN disabled_reason text CHECK (disabled_reason IN ('TOO_SHORT', 'COMPROMISED')),
  ADD CHECK ((disabled_at IS NULL) = (disabled_reason IS NULL)),
  ADD CHECK (state <> 'DISABLED' OR disabled_at IS NOT NULL);
