package dev.postern.cli.audit;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.timeline.Timeline;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postern audit timeline}. */
@Command(
    name = "timeline",
    description = "What happened to a container or in an account, event by event.")
final class TimelineCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final PeriodOptions period = new PeriodOptions();

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  /** Exactly one of them. */
  static final class Asked {
    @Option(names = "--container", paramLabel = "ID|NAME", description = "What is about it.")
    private String container;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "What is about it.")
    private String account;
  }

  TimelineCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
  }

  @Override
  public Integer call() {
    try (EventLog read = log.open()) {
      var timeline = new Timeline(read, log.history(read, spec.commandLine().getErr()));
      Timeline.Answer answer =
          asked.container != null
              ? timeline.ofContainer(asked.container, period.since(), period.until())
              : timeline.ofAccount(asked.account, period.since(), period.until());
      new DocumentPrinter(spec.commandLine().getOut())
          .print(TimelineDocument.of(answer), output.format());
      return 0;
    }
  }
}
