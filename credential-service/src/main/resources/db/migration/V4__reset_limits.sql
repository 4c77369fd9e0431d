-- Resets of the last hour by who asked, and by container.
CREATE INDEX generation_resets_by_requester ON generation (requested_by, requested_at)
  WHERE kind = 'RESET';
CREATE INDEX generation_resets_by_container ON generation (container, requested_at)
  WHERE kind = 'RESET';
