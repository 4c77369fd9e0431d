-- Events of an export (./postern audit export), each once, with the fields that questions need.
-- The one file that knows the engine: here DuckDB. ${export} is the folder of the export.
CREATE OR REPLACE VIEW line AS
SELECT *
FROM read_json(
  '${export}/*/*.jsonl',
  format = 'newline_delimited',
  columns = {
    id: 'VARCHAR', source: 'VARCHAR', type: 'VARCHAR', time: 'VARCHAR', sequence: 'VARCHAR', traceparent: 'VARCHAR', causationid: 'VARCHAR',
    kafkatopic: 'VARCHAR', kafkapartition: 'INTEGER', kafkaoffset: 'BIGINT', kafkatimestamp: 'BIGINT', kafkakey: 'VARCHAR', data: 'JSON'
  }
);

CREATE OR REPLACE VIEW event AS
SELECT
  id,
  regexp_replace(type, '^dev\.postern\.(.*)\.v[0-9]+$', '\1') AS type,
  source,
  CAST(time AS TIMESTAMPTZ) AS time,
  CAST(sequence AS BIGINT) AS sequence,
  causationid AS causation,
  kafkatopic AS topic,
  kafkapartition AS log_partition,
  kafkaoffset AS log_offset,
  CAST(epoch_ms(kafkatimestamp) AS DATE) AS day,
  kafkakey AS topic_key,
  data->>'$.actor.subject' AS actor_subject,
  data->>'$.container' AS container,
  data->>'$.previousContainer' AS previous_container,
  data->>'$.target' AS target,
  data->>'$.account' AS account,
  data->>'$.owner' AS owner,
  data->>'$.name' AS name,
  data->>'$.environment' AS environment,
  data->>'$.runtime' AS runtime,
  CAST(data->>'$.generation' AS BIGINT) AS generation,
  data->>'$.key' AS key_id,
  data->>'$.fingerprint' AS fingerprint,
  CAST(data->>'$.expiresAt' AS TIMESTAMPTZ) AS expires_at,
  data->>'$.share' AS share,
  data->>'$.with' AS with_account,
  data->>'$.address' AS address,
  CAST(data->>'$.port' AS INTEGER) AS port,
  CAST(data->>'$.heldFrom' AS TIMESTAMPTZ) AS held_from,
  CAST(data->>'$.heldUntil' AS TIMESTAMPTZ) AS held_until,
  data
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY kafkaoffset) AS delivery
  FROM line
  WHERE id IS NOT NULL AND kafkatopic NOT LIKE 'postern.state.%'
)
WHERE delivery = 1;
