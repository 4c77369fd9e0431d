-- A mail that its container's deletion, or an earlier mail, made needless.
UPDATE mail_job SET state = 'OBSOLETE' WHERE state = 'MOOT';
