package dev.postern.cli.audit;

import dev.postern.cli.time.MomentConverter;
import java.time.Instant;
import picocli.CommandLine.Option;

/** {@code --since} and {@code --until}. */
final class PeriodOptions {

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only what happened then or later.")
  private Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only what happened then or before.")
  private Instant until;

  Instant since() {
    return since;
  }

  Instant until() {
    return until;
  }
}
