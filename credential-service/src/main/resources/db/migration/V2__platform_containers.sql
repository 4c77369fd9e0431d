-- What a platform said about its containers by event, by its own name of each. The row stays when the
-- container is retired, so that late events bring nothing back.
CREATE TABLE platform_container (
  ref          text PRIMARY KEY,
  -- Null until it was provisioned; events may come in another order.
  container    text REFERENCES container (id),
  runtime      text,
  access       text,
  said_at      timestamptz,
  recreated_at timestamptz,
  retired      boolean NOT NULL
);
