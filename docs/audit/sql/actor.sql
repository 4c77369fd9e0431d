-- What a person or a program (${subject}: the sub of its tokens) asked for, after events.sql.
SELECT time, type, account, container, id, data
FROM event
WHERE actor_subject = '${subject}'
ORDER BY time, topic, sequence;
