package dev.postern.cli.audit;

import dev.postern.audit.access.AccessAnswer;
import dev.postern.audit.access.AccessQuestion;
import dev.postern.audit.access.WayIn;
import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.EventReference;
import dev.postern.audit.projection.Container;
import dev.postern.audit.projection.Sessions.Session;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.Document.Items;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputFormat;
import dev.postern.cli.output.OutputOptions;
import dev.postern.cli.time.MomentConverter;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postern audit access}. */
@Command(
    name = "access",
    description =
        "Who could log in to a container at a moment, or where an account could, and why.")
final class AccessCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final OutputOptions output = new OutputOptions();

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      defaultValue = "now",
      converter = MomentConverter.class,
      description = "2026-11-28T10:03:00Z, or 10:03 of today (default: now).")
  private Instant at;

  /** Exactly one of them. */
  static final class Asked {
    @Option(names = "--container", paramLabel = "ID|NAME", description = "Who could log in to it.")
    private String container;

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Where it could log in.")
    private String account;
  }

  AccessCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (EventLog read = log.open()) {
      var question = new AccessQuestion(log.history(read, err));
      AccessAnswer answer =
          asked.container != null
              ? question.toContainer(asked.container, at)
              : question.ofAccount(asked.account, at);
      if (asked.container != null && answer.containers().isEmpty()) {
        err.println("Postern: there was no container " + asked.container + " at " + at + ".");
        return 1;
      }
      new DocumentPrinter(spec.commandLine().getOut()).print(document(answer), output.format());
      return 0;
    }
  }

  private Document document(AccessAnswer answer) {
    Items ways =
        Items.of(
            "Ways in",
            "kind",
            "account",
            "containerName",
            "credential",
            "where",
            "open",
            "since",
            "why");
    answer.ways().forEach(way -> ways.add(fields(way)));
    Items inside =
        Items.of("Inside then", "kind", "account", "containerName", "source", "openedAt");
    Map<String, String> names = new LinkedHashMap<>();
    answer.containers().forEach(container -> names.put(container.id(), container.name()));
    answer.inside().forEach(session -> inside.add(fields(session, names)));
    Document document = Document.of(ways).head("at", answer.at().toString());
    if (asked.container != null) {
      document.head("containers", answer.containers().stream().map(this::fields).toList());
    } else {
      document.head("account", asked.account);
    }
    document.more("sessions", inside);
    if (output.format() == OutputFormat.table) {
      document.note("Nobody can know from the log:");
    }
    answer.unknown().forEach(sentence -> document.note("- " + sentence));
    AnswerFields.addSummary(document, answer.read());
    return document;
  }

  private Map<String, Object> fields(Container container) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", container.id());
    fields.put("name", container.name());
    fields.put("account", container.account());
    fields.put("environment", container.environment());
    fields.put("layer", container.layer());
    fields.put("status", container.runtime().name());
    fields.put("statusSince", AnswerFields.time(container.runtimeSince().time()));
    return fields;
  }

  private static Map<String, Object> fields(WayIn way) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", way.kind().name());
    fields.put("account", way.account());
    fields.put("container", way.container());
    fields.put("containerName", way.containerName());
    fields.put("credential", way.credential());
    fields.put("where", way.where());
    fields.put("open", way.open());
    fields.put("since", AnswerFields.time(way.since()));
    fields.put("why", way.why());
    List<EventReference> because = way.because();
    fields.put("because", because.stream().map(AnswerFields::event).toList());
    return fields;
  }

  private static Map<String, Object> fields(Session session, Map<String, String> names) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", session.id().toString());
    fields.put("kind", session.fingerprint() == null ? "TERMINAL" : "SSH");
    fields.put("account", session.account());
    fields.put("container", session.container());
    fields.put("containerName", names.get(session.container()));
    fields.put("keyFingerprint", session.fingerprint());
    fields.put("actor", AnswerFields.actor(session.person()));
    fields.put("source", session.source());
    fields.put("openedAt", AnswerFields.time(session.opened().time()));
    return fields;
  }
}
