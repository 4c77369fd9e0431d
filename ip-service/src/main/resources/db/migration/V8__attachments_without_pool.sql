-- After a restore an address may be told of before the pool that it belongs to.
alter table attachment alter column pool drop not null;
