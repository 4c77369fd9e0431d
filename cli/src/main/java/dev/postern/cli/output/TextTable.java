package dev.postern.cli.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Columns of text, as wide as their longest cell; the last one as long as it is. */
final class TextTable {

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(Collection<String> headings) {
    rows.add(List.copyOf(headings));
  }

  void row(List<String> cells) {
    rows.add(cells.stream().map(TextTable::shown).toList());
  }

  List<String> lines() {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i));
      line.append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }

  /** Control, format and direction characters are no part of a table. */
  static String shown(String text) {
    return text.codePoints()
        .map(c -> isShown(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isShown(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE;
  }
}
