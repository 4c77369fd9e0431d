package dev.postern.cli.audit;

import dev.postern.audit.log.LogEvent;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.log.TopicLog;
import dev.postern.audit.ocsf.OcsfEvents;
import dev.postern.audit.timeline.TimelineEntry;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputFormat;
import dev.postern.cli.output.OutputOptions;
import dev.postern.cli.time.MomentConverter;
import dev.postern.events.UnreadableEventException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postern audit follow}. */
@Command(
    name = "follow",
    description = "Prints events as they happen, until Ctrl-C: a line each, or JSON lines.")
final class FollowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Begins there (default: now).")
  private Instant since;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Ends after so many events (default: never).")
  private long count = Long.MAX_VALUE;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "ocsf: JSON lines for a SIEM, whatever --output says.")
  private EventFormat format = EventFormat.cloudevents;

  private long printed;

  FollowCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
  }

  @Override
  public Integer call() {
    var printer = new DocumentPrinter(spec.commandLine().getOut());
    try (TopicLog read = log.openTopics()) {
      read.follow(
          AuditTopics.events(read),
          since,
          record -> print(record, printer),
          () -> printed >= count);
      return 0;
    }
  }

  private void print(LogRecord record, DocumentPrinter printer) {
    if (printed++ >= count) {
      return;
    }
    try {
      LogEvent event = LogEvent.of(record);
      if (format == EventFormat.ocsf) {
        OcsfEvents.of(event).ifPresent(printer::printItem);
        return;
      }
      TimelineEntry entry = TimelineEntry.of(event);
      if (output.format() == OutputFormat.table) {
        printer.line(TimelineDocument.line(entry));
      } else {
        printer.printItem(TimelineDocument.fields(entry));
      }
    } catch (UnreadableEventException e) {
      printer.line(record.place() + " is no event: " + e.getMessage());
    }
  }
}
