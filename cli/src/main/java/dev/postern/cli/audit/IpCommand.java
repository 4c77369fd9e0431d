package dev.postern.cli.audit;

import dev.postern.audit.address.AddressQuestion;
import dev.postern.audit.log.EventLog;
import dev.postern.audit.projection.Holding;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.Document.Items;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import dev.postern.cli.time.MomentConverter;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./postern audit ip ADDRESS}. */
@Command(name = "ip", description = "Who held a public address, and when.")
final class IpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ADDRESS", description = "IPv4 or IPv6, as Postern writes it.")
  private String address;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Who held it then (default: everybody who ever did).")
  private Instant at;

  IpCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (EventLog read = log.open()) {
      var question = new AddressQuestion(log.history(read, err));
      AddressQuestion.Answer answer =
          at == null ? question.history(address) : question.at(address, at);
      Items holdings = Items.of("", "container", "account", "from", "until", "state");
      answer.holdings().forEach(holding -> holdings.add(fields(holding)));
      Document document = Document.of(holdings).head("address", address);
      if (at != null) {
        document.head("at", at.toString());
      }
      if (answer.holdings().isEmpty()) {
        document.note("Nobody held " + address + (at == null ? "." : " then."));
      }
      AnswerFields.addSummary(document, answer.read());
      new DocumentPrinter(spec.commandLine().getOut()).print(document, output.format());
      return 0;
    }
  }

  private static Map<String, Object> fields(Holding holding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("address", holding.address());
    fields.put("container", holding.container());
    fields.put("account", holding.account());
    fields.put("from", AnswerFields.time(holding.from()));
    fields.put("until", AnswerFields.time(holding.until()));
    fields.put("state", holding.state().name());
    fields.put("began", AnswerFields.event(holding.began()));
    fields.put("latest", AnswerFields.event(holding.latest()));
    return fields;
  }
}
