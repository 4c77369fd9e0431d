package dev.postern.cli.audit;

import dev.postern.audit.rebuild.RowComparison.Difference;
import dev.postern.cli.instance.LocalInstance;
import dev.postern.cli.instance.LocalProcess;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import dev.postern.cli.rest.ServiceClient;
import dev.postern.cli.rest.UnansweredException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./postern audit restore SERVICE}. */
@Command(
    name = "restore",
    description = {
      "Lets a service take over from the log what its database lacks, waits for it, and compares.",
      "The one verb that changes something: it starts the service again, which reads the log by",
      "itself; nothing is written to the log. On one machine it needs the right to end the",
      "service's process; in a cluster restart the deployment and use --wait.",
      "POSTERN_TOKEN must hold an auditor's token: POSTERN_TOKEN=$(./postern token auditor)"
    })
final class RestoreCommand implements Callable<Integer> {

  private static final long LOOK_MILLIS = 250;

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final ServiceOptions services;
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "SERVICE",
      description = "key-service, ip-service or credential-service.")
  private String service;

  @Option(names = "--wait", description = "Somebody else starts it again: wait, and compare.")
  private boolean waitOnly;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      description = "How long it may take (default: 600).")
  private long patience = 600;

  private final LocalInstance local;

  RestoreCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
    this.services = new ServiceOptions(environment);
    this.local = new LocalInstance(environment);
  }

  @Override
  public Integer call() throws InterruptedException {
    RestoredService asked = asked();
    PrintWriter err = spec.commandLine().getErr();
    try {
      if (!waitOnly) {
        err.println("Postern: " + asked.title() + " is started again and reads the log");
        new LocalProcess(local, asked.title(), line -> err.println("Postern: " + line)).end();
      }
      long seconds = awaitReady(asked.client(services));
      LogComparison.Answer answer = new LogComparison(log, services, err).of(List.of(asked));
      new DocumentPrinter(spec.commandLine().getOut())
          .print(document(asked, seconds, answer), output.format());
      return answer.differences().isEmpty() ? 0 : 1;
    } catch (UnansweredException e) {
      err.println("Postern: " + e.getMessage());
      return 3;
    }
  }

  private RestoredService asked() {
    if (!waitOnly && !services.areLocal()) {
      throw new ParameterException(
          spec.commandLine(),
          "A service of another machine is started again there (kubectl rollout restart); then use"
              + " --wait.");
    }
    return RestoredService.of(service)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "SERVICE is one of " + String.join(", ", RestoredService.titles()) + "."));
  }

  /**
   * @return after how many seconds
   */
  private long awaitReady(ServiceClient client) throws InterruptedException {
    long begin = System.nanoTime();
    while (!client.isReady()) {
      if (seconds(begin) > patience) {
        throw new UnansweredException(
            service + " is not ready after " + patience + " s; see its log, and --patience");
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return seconds(begin);
  }

  private static long seconds(long begin) {
    return (System.nanoTime() - begin) / 1_000_000_000;
  }

  private static Document document(
      RestoredService asked, long seconds, LogComparison.Answer answer) {
    List<Difference> differences = answer.differences();
    Document document =
        Document.of(answer.items())
            .head("service", asked.title())
            .head("ready", "after " + seconds + " s")
            .head("equal", answer.rows().equalValues())
            .head("near", answer.rows().nearTimes())
            .head("different", differences.size());
    asked.lost().forEach(lost -> document.note("Not in the log: " + lost + "."));
    return document;
  }
}
