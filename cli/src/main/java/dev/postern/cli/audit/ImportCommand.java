package dev.postern.cli.audit;

import dev.postern.audit.export.ExportManifest;
import dev.postern.audit.export.ExportedLog;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./postern audit import FOLDER}. */
@Command(
    name = "import",
    description = {
      "Reads an export whole and compares it with its manifest: each file's SHA-256, each",
      "line. Every other verb reads it with --from FOLDER."
    })
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FOLDER", description = "What ./postern audit export wrote.")
  private Path folder;

  @Override
  public Integer call() {
    try (ExportedLog log = ExportedLog.open(folder)) {
      log.read(
          log.manifest().topics().stream().map(ExportManifest.Topic::topic).toList(),
          null,
          record -> {});
      new DocumentPrinter(spec.commandLine().getOut())
          .print(
              ManifestDocument.of(log.manifest()).note("Every file is as its manifest says."),
              output.format());
      return 0;
    }
  }
}
