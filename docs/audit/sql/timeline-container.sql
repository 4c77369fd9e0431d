-- What happened to a container (${container}: its id or name, at any time), after events.sql.
WITH asked AS (
  SELECT container FROM event WHERE type = 'ContainerRegistered' AND (container = '${container}' OR name = '${container}')
)
SELECT time, type, actor_subject, id, data
FROM event
WHERE container IN (SELECT container FROM asked)
  OR previous_container IN (SELECT container FROM asked)
  OR target IN (SELECT container FROM asked)
ORDER BY time, topic, sequence;
