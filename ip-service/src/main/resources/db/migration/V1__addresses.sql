-- Addresses are kept as canonical text (RFC 5952), which is what people and events use, with a
-- generated inet beside it, which is what order and constraints need.

create table pool (
    name       text primary key,
    family     text not null check (family in ('IPV4', 'IPV6')),
    block      text not null,
    net        inet not null generated always as (block::inet) stored,
    reserved   text not null default '',
    created_at timestamptz not null,
    exclude using gist (net inet_ops with &&)
);

-- What is still free, as ranges of numbers: an untouched /8 or /48 is a few rows. Writers skip a
-- range that another one has locked, so a pool begins as several.
create table free_range (
    id     bigint generated always as identity primary key,
    pool   text not null references pool,
    family text not null,
    low    numeric(39, 0) not null,
    high   numeric(39, 0) not null,
    check (low <= high)
);
create index free_range_lowest on free_range (family, pool, low);
create index free_range_low on free_range (pool, low);
create index free_range_high on free_range (pool, high);

-- What postern.containers said of each container; sequence is that of its newest event.
create table known_container (
    id            text primary key,
    account       text not null,
    environment   text,
    registered    boolean not null default false,
    deleted       boolean not null default false,
    stopped       boolean not null default false,
    sequence      bigint not null default 0,
    sshd_address  text,
    sshd_port     integer not null default 0,
    target_ipv4   integer not null default 0 check (target_ipv4 >= 0),
    target_ipv6   integer not null default 0 check (target_ipv6 >= 0),
    unmet         boolean not null default false,
    unmet_reason  text
);
create index known_container_unmet on known_container (id) where unmet;
create index known_container_account on known_container (account, environment);

-- One row per address that is not free.
create table attachment (
    address           text primary key,
    ip                inet not null generated always as (address::inet) stored,
    family            text not null check (family in ('IPV4', 'IPV6')),
    pool              text not null references pool,
    container         text not null references known_container,
    account           text not null,
    environment       text,
    lead              boolean not null,
    state             text not null check (state in ('ATTACHING', 'ATTACHED', 'DETACHING', 'QUARANTINED')),
    reason            text,
    taken_at          timestamptz not null,
    attached_at       timestamptz,
    quarantined_until timestamptz,
    check ((state = 'QUARANTINED') = (quarantined_until is not null))
);
create unique index attachment_primary on attachment (container, family)
    where lead and state in ('ATTACHING', 'ATTACHED');
create index attachment_container on attachment (container, family);
create index attachment_account on attachment (account, family);
create index attachment_pool on attachment (pool);
create index attachment_quarantine on attachment (quarantined_until) where state = 'QUARANTINED';

-- The ledger: who held which address from when to when. Two holders at one moment are impossible.
create table tenure (
    id         bigint generated always as identity primary key,
    address    text not null,
    ip         inet not null generated always as (address::inet) stored,
    container  text not null,
    account    text not null,
    held_from  timestamptz not null,
    held_until timestamptz,
    check (held_until > held_from),
    exclude using gist (ip inet_ops with &&, tstzrange(held_from, held_until) with &&)
);
create index tenure_address on tenure (address, held_from);

create function tenure_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.held_until is null and new.held_until is not null
        and (new.id, new.address, new.container, new.account, new.held_from)
          = (old.id, old.address, old.container, old.account, old.held_from) then
        return new;
    end if;
    raise exception 'a tenure can only be ended';
end
$$;
create trigger tenure_is_append_only before update or delete on tenure
    for each row execute function tenure_is_append_only();

-- What an account may hold of a family; null is no limit. No row: the configured default.
create table ip_quota (
    account         text not null,
    family          text not null check (family in ('IPV4', 'IPV6')),
    per_container   integer check (per_container >= 0),
    per_environment integer check (per_environment >= 0),
    total           integer check (total >= 0),
    primary key (account, family)
);
