CREATE TABLE note (
  id        uuid PRIMARY KEY,
  container text NOT NULL
);
