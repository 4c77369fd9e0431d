package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** A page in Markdown that grows from top to bottom, and is shown as it grows. */
public final class Report {

  private final StringBuilder text = new StringBuilder();

  public Report(String title) {
    line("# " + title);
  }

  public Report heading(String heading) {
    return line("").line("## " + heading);
  }

  public Report paragraph(String paragraph) {
    return line("").line(paragraph);
  }

  /** A table; cells hold no vertical bar. */
  public Report table(List<String> header, List<List<String>> rows) {
    line("").row(header).row(Collections.nCopies(header.size(), "---"));
    rows.forEach(this::row);
    return this;
  }

  private Report row(List<String> cells) {
    return line("| " + String.join(" | ", cells) + " |");
  }

  private Report line(String line) {
    System.out.println(line);
    text.append(line).append('\n');
    return this;
  }

  String text() {
    return text.toString();
  }

  void write(Path page) throws IOException {
    Files.createDirectories(page.getParent());
    Files.writeString(page, text);
  }
}
