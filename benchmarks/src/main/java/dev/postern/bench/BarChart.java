package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Groups of horizontal bars as SVG that reads on light and on dark pages. */
public final class BarChart {

  private static final int LABEL = 270;
  private static final int LONGEST = 330;
  private static final int ROW = 30;
  private static final int TITLE = 34;
  private static final int WIDTH = 710;

  /**
   * One bar.
   *
   * @param ours whether it is Postern's, which stands out
   */
  public record Bar(String label, double value, boolean ours) {}

  private final String name;
  private final StringBuilder body = new StringBuilder();
  private int height = 4;

  /**
   * @param name what the picture shows, for people who cannot see it
   */
  public BarChart(String name) {
    this.name = name;
  }

  /** Adds bars on a scale of their own. */
  public BarChart group(String title, List<Bar> bars) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" fill=\"#777\" font-weight=\"bold\">%s</text>%n",
            LABEL,
            height + 20,
            title));
    height += TITLE;
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    for (Bar bar : bars) {
      append(bar, LONGEST * bar.value() / most);
    }
    return this;
  }

  private void append(Bar bar, double length) {
    body.append(
        String.format(
            Locale.ROOT,
            """
            <text x="%d" y="%d" text-anchor="end" fill="#777">%s</text>
            <rect x="%d" y="%d" width="%.0f" height="20" rx="3" fill="%s"/>
            <text x="%.0f" y="%d" fill="#777">%.1f</text>
            """,
            LABEL - 8,
            height + 15,
            bar.label(),
            LABEL,
            height,
            length,
            bar.ours() ? "#2f6fde" : "#9aa5b1",
            LABEL + length + 8,
            height + 15,
            bar.value()));
    height += ROW;
  }

  public void write(Path file) throws IOException {
    String head =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"14\" role=\"img\" aria-label=\"%s\">%n";
    Files.writeString(file, head.formatted(WIDTH, height, name) + body + "</svg>\n");
  }
}
