package dev.postern.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.cli.output.Document.Items;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes answers. What a user typed into a title cannot become a command of a terminal. */
public final class DocumentPrinter {

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private final PrintWriter out;

  public DocumentPrinter(PrintWriter out) {
    this.out = out;
  }

  public void print(Document document, OutputFormat format) {
    switch (format) {
      case json -> out.println(json(document));
      case jsonl -> document.items().rows().forEach(row -> out.println(write(row)));
      case csv -> csv(document.items());
      case table -> table(document);
    }
    out.flush();
  }

  /** One of many, as soon as it is there. */
  public void printItem(Object item) {
    out.println(write(item));
    out.flush();
  }

  /** A line for people. */
  public void line(String text) {
    out.println(TextTable.shown(text));
    out.flush();
  }

  private static String json(Document document) {
    Map<String, Object> all = new LinkedHashMap<>(document.head());
    all.put("items", document.items().rows());
    document.more().forEach((name, items) -> all.put(name, items.rows()));
    all.put("notes", document.notes());
    return write(all);
  }

  private static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON: " + value.getClass().getName(), e);
    }
  }

  private void csv(Items items) {
    out.print(String.join(",", items.columns().keySet()) + "\r\n");
    for (Map<String, Object> row : items.rows()) {
      out.print(
          items.columns().keySet().stream()
                  .map(name -> CsvField.of(text(row.get(name))))
                  .collect(Collectors.joining(","))
              + "\r\n");
    }
  }

  private void table(Document document) {
    document.head().forEach((name, value) -> out.println(name + ": " + text(value)));
    table(document.items());
    document.more().values().forEach(this::table);
    document.notes().forEach(note -> out.println(TextTable.shown(note)));
  }

  private void table(Items items) {
    out.println();
    if (!items.title().isEmpty()) {
      out.println(items.title());
    }
    var table = new TextTable(items.columns().values());
    for (Map<String, Object> row : items.rows()) {
      table.row(items.columns().keySet().stream().map(name -> text(row.get(name))).toList());
    }
    table.lines().forEach(out::println);
    out.println();
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(DocumentPrinter::text).collect(Collectors.joining(", "));
    }
    return value instanceof Map<?, ?> map ? write(map) : value.toString();
  }
}
