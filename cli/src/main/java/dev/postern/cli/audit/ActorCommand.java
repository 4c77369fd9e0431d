package dev.postern.cli.audit;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.timeline.Timeline;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./postern audit actor SUBJECT}. */
@Command(name = "actor", description = "What a person or a program asked for.")
final class ActorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final PeriodOptions period = new PeriodOptions();

  @Parameters(paramLabel = "SUBJECT", description = "The sub of the person's access tokens.")
  private String subject;

  ActorCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
  }

  @Override
  public Integer call() {
    try (EventLog read = log.open()) {
      var timeline = new Timeline(read, log.history(read, spec.commandLine().getErr()));
      Timeline.Answer answer = timeline.ofActor(subject, period.since(), period.until());
      new DocumentPrinter(spec.commandLine().getOut())
          .print(TimelineDocument.of(answer), output.format());
      return 0;
    }
  }
}
