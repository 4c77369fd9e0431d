-- What was last published of the keys with which Postern enters containers, so that a rotation is told once.
CREATE TABLE published_access_keys (
  file text PRIMARY KEY,
  said text NOT NULL
);
