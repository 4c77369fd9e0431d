-- How many addresses came to an account in the last hour.
create index tenure_account on tenure (account, held_from);
