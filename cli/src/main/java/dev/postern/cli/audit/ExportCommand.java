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
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only what was written to the log then or later.")
  private Instant since;

  ExportCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
  }

  @Override
  public Integer call() {
    try (EventLog read = log.open()) {
      var exporter = new LogExporter(read, log.progress(spec.commandLine().getErr()));
      ExportManifest manifest =
          exporter.export(
              topics == null ? AuditTopics.all(read) : topics, folder, since, Instant.now());
      new DocumentPrinter(spec.commandLine().getOut())
          .print(ManifestDocument.of(manifest), output.format());
      return 0;
    }
  }
}
