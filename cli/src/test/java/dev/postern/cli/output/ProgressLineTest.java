package dev.postern.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringWriter text = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  private final ProgressLine progress = new ProgressLine(new PrintWriter(text), nanos::get);

  @Test
  void rateAndTimeLeftAreToldAndTheLineIsErasedAtTheEnd() {
    progress.begins(1_000_000);
    nanos.set(2_000_000_000);
    progress.read(204_800);
    assertThat(text.toString())
        .contains("204,800 of 1,000,000 records, 102,400 a second, 8 s left");

    progress.ends();
    assertThat(text.toString()).endsWith("\r\033[K");
  }

  @Test
  void whatIsOverAtOnceTellsNothing() {
    progress.begins(2048);
    progress.read(2048);
    progress.ends();

    assertThat(text.toString()).isEmpty();
  }
}
