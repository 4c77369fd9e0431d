-- Answers to requests that had an Idempotency-Key. The row is inserted by the request's own transaction, so a twin waits for it.
create table idempotency_key (
    scope       text        not null,
    key         text        not null,
    body_digest text        not null,
    status      integer,
    location    text,
    answer      text,
    created_at  timestamptz not null,
    primary key (scope, key)
);
create index idempotency_key_age on idempotency_key (created_at);
