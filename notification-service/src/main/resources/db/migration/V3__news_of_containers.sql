-- What mails say of a container besides what their own event tells; from the newest event of its passwords.
CREATE TABLE known_container (
    container         text PRIMARY KEY,
    facts             text        NOT NULL,
    generation        bigint      NOT NULL,
    -- The mail with the first password told of these; they get no mail of their own.
    created_at        timestamptz,
    created_addresses text        NOT NULL DEFAULT ''
);

-- What of its container a mail is about: an address. Then what was known of the container at the first attempt.
ALTER TABLE mail_job ADD COLUMN about text;
ALTER TABLE mail_job ADD COLUMN container_facts text;
