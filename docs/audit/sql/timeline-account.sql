-- What is about an account (${account}), after events.sql.
SELECT time, type, actor_subject, id, data
FROM event
WHERE account = '${account}' OR owner = '${account}' OR with_account = '${account}'
ORDER BY time, topic, sequence;
