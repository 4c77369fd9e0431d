package dev.postern.cli.audit;

import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import dev.postern.cli.rest.UnansweredException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postern audit rebuild --compare}. */
@Command(
    name = "rebuild",
    description = {
      "Makes the present of the log alone, and compares it with what the services answer.",
      "POSTERN_TOKEN must hold an auditor's token: POSTERN_TOKEN=$(./postern token auditor)"
    })
final class RebuildCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final ServiceOptions services;
  @Mixin private final OutputOptions output = new OutputOptions();

  @SuppressWarnings("unused") // the only thing that is done so far, so it must be said
  @Option(names = "--compare", required = true, description = "Compare with the services.")
  private boolean compare;

  RebuildCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
    this.services = new ServiceOptions(environment);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      LogComparison.Answer answer =
          new LogComparison(log, services, err).of(List.of(RestoredService.values()));
      new DocumentPrinter(spec.commandLine().getOut()).print(document(answer), output.format());
      return answer.differences().isEmpty() ? 0 : 1;
    } catch (UnansweredException e) {
      err.println("Postern: " + e.getMessage());
      return 3;
    }
  }

  private static Document document(LogComparison.Answer answer) {
    return Document.of(answer.items())
        .head("equal", answer.rows().equalValues())
        .head("near", answer.rows().nearTimes())
        .head("different", answer.differences().size())
        .note(
            "Equal values are the same to the microsecond. Near are times that no event tells: they"
                + " are compared with the event's own, which is of the same transaction.");
  }
}
