-- Where an address answers, as a platform's network said; null where the plane's own port counts.
alter table attachment add column port integer check (port between 1 and 65535);

-- What a pass of convergence must look at, however many addresses answer as they shall.
create index attachment_unsettled on attachment (taken_at)
    where state in ('ATTACHING', 'DETACHING') or reason is not null;
