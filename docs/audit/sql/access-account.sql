-- Where an account (${account}) could log in at a moment (${at}: RFC 3339), after events.sql.
WITH
said AS (
  SELECT * FROM event WHERE time <= TIMESTAMPTZ '${at}'
),
container_then AS (
  SELECT c.container, c.account, c.name, c.environment
  FROM said c
  WHERE c.type = 'ContainerRegistered'
    AND NOT EXISTS (SELECT 1 FROM said d WHERE d.type = 'ContainerDeleted' AND d.container = c.container)
),
runtime_then AS (
  SELECT container, is_open
  FROM (
    SELECT
      container,
      CASE type WHEN 'ContainerRegistered' THEN runtime = 'RUNNING' ELSE type <> 'ContainerStopped' END AS is_open,
      row_number() OVER (PARTITION BY container ORDER BY sequence DESC) AS latest
    FROM said
    WHERE type IN ('ContainerRegistered', 'ContainerStarted', 'ContainerStopped', 'ContainerRecreated')
  )
  WHERE latest = 1
),
key_then AS (
  SELECT a.key_id, a.account, a.fingerprint
  FROM said a
  WHERE a.type = 'KeyAdded'
    AND (a.expires_at IS NULL OR a.expires_at > TIMESTAMPTZ '${at}')
    AND NOT EXISTS (SELECT 1 FROM said e WHERE e.type IN ('KeyRemoved', 'KeyDisabled') AND e.key_id = a.key_id)
),
share_then AS (
  SELECT s.account AS owner, s.environment, s.with_account
  FROM said s
  WHERE s.type = 'EnvironmentShared'
    AND NOT EXISTS (SELECT 1 FROM said u WHERE u.type = 'EnvironmentUnshared' AND u.share = s.share)
),
password_then AS (
  SELECT container, generation
  FROM (
    SELECT container, type, generation, row_number() OVER (PARTITION BY container ORDER BY sequence DESC) AS latest
    FROM said
    WHERE type IN ('ContainerCreated', 'PasswordReset', 'ContainerRecreated')
  )
  WHERE latest = 1 AND type <> 'ContainerRecreated'
),
way AS (
  SELECT 'OWN_KEY' AS kind, c.account, c.container, k.fingerprint AS credential
  FROM container_then c JOIN key_then k ON k.account = c.account
  UNION ALL
  SELECT 'SHARED_KEY', s.with_account, c.container, k.fingerprint
  FROM container_then c
  JOIN share_then s ON s.owner = c.account AND s.environment = c.environment
  JOIN key_then k ON k.account = s.with_account
  UNION ALL
  SELECT 'TERMINAL', c.account, c.container, NULL
  FROM container_then c
  UNION ALL
  SELECT 'TERMINAL', s.with_account, c.container, NULL
  FROM container_then c
  JOIN share_then s ON s.owner = c.account AND s.environment = c.environment
  UNION ALL
  SELECT 'PASSWORD', c.account, c.container, 'generation ' || CAST(p.generation AS VARCHAR)
  FROM container_then c JOIN password_then p ON p.container = c.container
)
SELECT w.kind, w.account, w.container, c.name, w.credential, r.is_open
FROM way w
JOIN container_then c ON c.container = w.container
JOIN runtime_then r ON r.container = w.container
WHERE w.account = '${account}'
ORDER BY w.container, w.kind, w.account, w.credential;
