package dev.postern.cli.output;

/** How an answer is written. */
public enum OutputFormat {
  /** Tables, for people. */
  table,
  /** One JSON document. */
  json,
  /** A JSON object a line for each item of the main list. */
  jsonl,
  /** RFC 4180: a line of names, then one for each item of the main list. */
  csv
}
