-- One event is mailed once of a kind, whatever becomes of the ids of handled events.
CREATE UNIQUE INDEX mail_job_of_event ON mail_job (event, kind);
