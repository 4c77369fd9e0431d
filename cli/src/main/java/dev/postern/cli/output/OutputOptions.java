package dev.postern.cli.output;

import picocli.CommandLine.Option;

/** {@code --output}, of every verb that prints data. */
public final class OutputOptions {

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json, jsonl or csv (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.table;

  public OutputFormat format() {
    return format;
  }
}
