package dev.postern.cli.output;

/** A field of RFC 4180 that no spreadsheet takes for a formula. */
final class CsvField {

  private static final String FORMULA = "=+-@\t\r";

  private CsvField() {}

  static String of(String text) {
    String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r')
        ? '"' + safe.replace("\"", "\"\"") + '"'
        : safe;
  }
}
