-- Who held an address (${address}) at a moment (${at}: RFC 3339), after events.sql. Without the last condition: all holders.
SELECT address, container, account, held_from, held_until
FROM (
  SELECT
    type,
    address,
    container,
    account,
    coalesce(held_from, time) AS held_from,
    lead(coalesce(held_from, held_until, time)) OVER (PARTITION BY address ORDER BY sequence) AS held_until
  FROM event
  WHERE type IN ('PublicIpAttachRequested', 'PublicIpMoved', 'PublicIpDetached') AND address = '${address}'
)
WHERE type <> 'PublicIpDetached'
  AND held_from <= TIMESTAMPTZ '${at}'
  AND (held_until IS NULL OR held_until > TIMESTAMPTZ '${at}')
ORDER BY held_from;
