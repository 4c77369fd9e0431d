-- Attempts that the container answered and refused; the others say nothing about the container.
ALTER TABLE generation ADD COLUMN refusals integer NOT NULL DEFAULT 0;
