-- The id of the event that says what was decided about it last, which the network's answer follows from.
alter table attachment add column causation_id uuid;

-- The id of the event that set the targets; null where a request did.
alter table known_container add column causation_id uuid;
