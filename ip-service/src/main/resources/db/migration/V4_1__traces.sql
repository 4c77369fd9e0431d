-- The trace of the request or record that decided about it last, which the network's answer goes on with.
alter table attachment add column traceparent text;

-- The trace of the request or record that set the targets.
alter table known_container add column traceparent text;
