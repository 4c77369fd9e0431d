package dev.postern.cli.audit;

import dev.postern.audit.export.ExportManifest;
import dev.postern.audit.export.LogExporter;
import dev.postern.audit.log.EventLog;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import dev.postern.cli.time.MomentConverter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./postern audit export FOLDER}. */
@Command(
    name = "export",
    description =
        "Writes the log into a folder: CloudEvents as JSON lines, a file per topic and day.")
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FOLDER", description = "An empty folder, or one to be made.")
  private Path folder;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only this one; may be given several times (default: all).")
  private List<String> topics;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "cloudevents, or ocsf for a SIEM: that cannot be read back (default: ${DEFAULT-VALUE}).")
  private EventFormat format = EventFormat.cloudevents;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only what was written to the log then or later.")
  private Instant since;

  ExportCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
  }

  /** OCSF has no word for state. */
  private List<String> topics(EventLog read) {
    return format == EventFormat.ocsf ? AuditTopics.events(read) : AuditTopics.all(read);
  }

  @Override
  public Integer call() {
    try (EventLog read = log.open()) {
      var progress = log.progress(spec.commandLine().getErr());
      LogExporter exporter =
          format == EventFormat.ocsf
              ? LogExporter.ofOcsf(read, progress)
              : new LogExporter(read, progress);
      ExportManifest manifest =
          exporter.export(topics == null ? topics(read) : topics, folder, since, Instant.now());
      new DocumentPrinter(spec.commandLine().getOut())
          .print(ManifestDocument.of(manifest), output.format());
      return 0;
    }
  }
}
