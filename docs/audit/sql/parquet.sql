-- The events as Parquet, a folder for each topic and day (UTC, by Kafka's timestamp). ${parquet} is the folder to write to.
-- Read them with read_parquet('FOLDER/*/*/*.parquet', hive_partitioning = true); "event" may be a view of that.
COPY (SELECT * EXCLUDE data, CAST(data AS VARCHAR) AS data FROM event)
TO '${parquet}' (FORMAT parquet, PARTITION_BY (topic, day), COMPRESSION zstd);
