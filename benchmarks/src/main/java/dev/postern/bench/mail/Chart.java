package dev.postern.bench.mail;

import java.util.List;
import java.util.Locale;

/** Bars of resets a second, as SVG that reads on light and dark pages. */
final class Chart {

  private static final int LABEL = 130;
  private static final int LONGEST = 330;
  private static final int ROW = 36;

  private Chart() {}

  static String of(List<ProgramRounds> programs) {
    double most = programs.stream().mapToDouble(ProgramRounds::perSecond).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 %d" font-family="sans-serif" \
        font-size="14" role="img" aria-label="Resets a second">
        """
            .formatted(ROW * programs.size() + 12));
    for (int i = 0; i < programs.size(); i++) {
      svg.append(bar(programs.get(i), i, most));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String bar(ProgramRounds rounds, int index, double most) {
    int top = 8 + ROW * index;
    return String.format(
        Locale.ROOT,
        """
        <text x="%d" y="%d" text-anchor="end" fill="#777">%s</text>
        <rect x="%d" y="%d" width="%.0f" height="24" rx="3" fill="%s"/>
        <text x="%.0f" y="%d" fill="#777">%.1f/s</text>
        """,
        LABEL - 8,
        top + 17,
        rounds.name(),
        LABEL,
        top,
        LONGEST * rounds.perSecond() / most,
        index == 0 ? "#2f6fde" : "#9aa5b1",
        LABEL + LONGEST * rounds.perSecond() / most + 8,
        top + 17,
        rounds.perSecond());
  }
}
