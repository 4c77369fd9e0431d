package dev.postern.cli.audit;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.verify.Finding;
import dev.postern.audit.verify.LogVerification;
import dev.postern.audit.verify.VerificationReport;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.notary.NotaryOptions;
import dev.postern.cli.notary.SignatureCheck;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.Document.Items;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import dev.postern.transparency.verify.PartitionReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./postern audit verify}. */
@Command(
    name = "verify",
    description = "Whether what must always be true was true; exit code 1 where it was not.")
final class VerifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private final LogOptions log;
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      description = "How far clocks may differ, and how long news may take (default: 5).")
  private long grace = LogVerification.GRACE.toSeconds();

  @Mixin private final NotaryOptions notary;

  @Option(
      names = "--signed",
      description =
          "Also whether the log is as the notary signed it, by the newest checkpoints that it"
              + " serves.")
  private boolean signed;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE|FOLDER",
      description = "The same by checkpoints that you kept. May be given several times.")
  private List<Path> checkpoints = List.of();

  VerifyCommand(Map<String, String> environment) {
    this.log = new LogOptions(environment);
    this.notary = new NotaryOptions(environment);
  }

  @Override
  public Integer call() {
    try (EventLog read = log.open()) {
      VerificationReport report =
          new LogVerification(
                  read,
                  log.progress(spec.commandLine().getErr()),
                  Instant.now(),
                  Duration.ofSeconds(grace))
              .run();
      List<PartitionReport> compared = compared();
      boolean holds = report.holds() && compared.stream().allMatch(PartitionReport::holds);
      new DocumentPrinter(spec.commandLine().getOut())
          .print(SignedDocument.add(document(report, holds), compared), output.format());
      return holds ? 0 : 1;
    }
  }

  private List<PartitionReport> compared() {
    return signed || !checkpoints.isEmpty()
        ? new SignatureCheck(notary, log.broker()).compare(checkpoints)
        : List.of();
  }

  private static Document document(VerificationReport report, boolean holds) {
    Items items = Items.of("", "invariant", "holds", "broken", "claim");
    Items findings = Items.of("Where", "invariant", "place", "what");
    for (VerificationReport.Result result : report.results()) {
      items.add(fields(result));
      result.findings().forEach(finding -> findings.add(fields(finding)));
    }
    Document document =
        Document.of(items)
            .head("records", report.records())
            .head("repeated", report.repeated())
            .head("holds", holds);
    if (!findings.rows().isEmpty()) {
      document.more("findings", findings);
    }
    return document;
  }

  private static Map<String, Object> fields(VerificationReport.Result result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("invariant", result.invariant().title());
    fields.put("holds", result.holds());
    fields.put("broken", result.broken());
    fields.put("claim", result.invariant().claim());
    return fields;
  }

  private static Map<String, Object> fields(Finding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("invariant", finding.invariant().title());
    fields.put("place", finding.place());
    fields.put("event", finding.event());
    fields.put("what", finding.sentence());
    return fields;
  }
}
