package dev.postern.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void aPageIsMarkdown() {
    Report report =
        new Report("Title")
            .paragraph("Why.")
            .heading("Part")
            .table(List.of("what", "ratio"), List.of(List.of("this", "0.8")));

    assertThat(report.text())
        .isEqualTo(
            """
            # Title

            Why.

            ## Part

            | what | ratio |
            | --- | --- |
            | this | 0.8 |
            """);
  }
}
