package dev.postern.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer: what was asked, its items, further lists, and notes.
 *
 * @param head values that are about the whole answer
 * @param items the first and main list
 * @param more further lists, by the name that they have in JSON
 * @param notes sentences that belong to the answer
 */
public record Document(
    Map<String, Object> head, Items items, Map<String, Items> more, List<String> notes) {

  /**
   * A list of an answer.
   *
   * @param title above the table
   * @param columns of the table and of CSV, by the name of the field: each one's heading
   * @param rows their fields; a field without a column is in JSON only
   */
  public record Items(String title, Map<String, String> columns, List<Map<String, Object>> rows) {

    public static Items of(String title, String... columns) {
      Map<String, String> headings = new LinkedHashMap<>();
      for (String column : columns) {
        headings.put(column, column.toUpperCase(Locale.ROOT));
      }
      return new Items(title, headings, new ArrayList<>());
    }

    public Items add(Map<String, Object> row) {
      rows.add(row);
      return this;
    }
  }

  public static Document of(Items items) {
    return new Document(new LinkedHashMap<>(), items, new LinkedHashMap<>(), new ArrayList<>());
  }

  public Document head(String name, Object value) {
    head.put(name, value);
    return this;
  }

  public Document more(String name, Items list) {
    more.put(name, list);
    return this;
  }

  public Document note(String sentence) {
    notes.add(sentence);
    return this;
  }
}
