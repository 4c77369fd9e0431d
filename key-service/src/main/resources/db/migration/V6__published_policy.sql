-- What was last published of each policy, so that a change of the configuration is told once.
CREATE TABLE published_policy (
  name text PRIMARY KEY,
  said text NOT NULL
);
