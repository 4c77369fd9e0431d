-- Whom an account's mails go to. E-mail addresses of people are in this table and in the frozen
-- recipients of mail jobs, and nowhere else in the product.
CREATE TABLE contact (
    account     text PRIMARY KEY,
    email       text,
    locale      text        NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT now()
);

-- The newest password generation of each container that an event told of; its row lock orders what
-- happens to the container's jobs.
CREATE TABLE container_generation (
    container   text PRIMARY KEY,
    latest      bigint  NOT NULL,
    deleted     boolean NOT NULL DEFAULT false
);

-- One row per mail that is to be sent, kept as the delivery history. Never a password and never the
-- rendered mail: both exist only while a job is being sent.
CREATE TABLE mail_job (
    id              uuid PRIMARY KEY,
    event           uuid        NOT NULL,
    kind            text        NOT NULL,
    state           text        NOT NULL,
    account         text        NOT NULL,
    container       text,
    generation      bigint      NOT NULL DEFAULT 0,
    secret_ref      text,
    secret_released boolean     NOT NULL DEFAULT false,
    facts           text        NOT NULL,
    message_id      text        NOT NULL UNIQUE,
    -- Frozen at the first attempt, so that a duplicate is the same mail.
    recipient       text,
    locale          text,
    replaces        timestamptz,
    -- Whether an attempt ended without the server's word: it may have been accepted.
    uncertain       boolean     NOT NULL DEFAULT false,
    attempts        integer     NOT NULL DEFAULT 0,
    last_error      text,
    happened_at     timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    next_attempt_at timestamptz NOT NULL,
    claimed_until   timestamptz,
    expires_at      timestamptz NOT NULL,
    sent_at         timestamptz
);

CREATE INDEX mail_job_due ON mail_job (next_attempt_at) WHERE state IN ('PENDING', 'SENDING', 'NO_CONTACT');
CREATE INDEX mail_job_of_container ON mail_job (container, generation);
CREATE INDEX mail_job_of_account ON mail_job (account, id DESC);
CREATE INDEX mail_job_unreleased ON mail_job (sent_at) WHERE state = 'SENT' AND NOT secret_released AND secret_ref IS NOT NULL;

-- A change of address that its new address has not confirmed yet; one per account.
CREATE TABLE contact_change (
    id          uuid PRIMARY KEY,
    account     text        NOT NULL UNIQUE,
    email       text        NOT NULL,
    locale      text        NOT NULL,
    expires_at  timestamptz NOT NULL
);

-- The links that confirm a change, as SHA-256 of their tokens: one for each time the mail was sent.
CREATE TABLE contact_change_link (
    token_hash  text PRIMARY KEY,
    change      uuid NOT NULL REFERENCES contact_change (id) ON DELETE CASCADE
);
