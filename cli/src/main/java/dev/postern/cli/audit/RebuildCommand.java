package dev.postern.cli.audit;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.rebuild.RebuiltState;
import dev.postern.audit.rebuild.RowComparison;
import dev.postern.audit.rebuild.RowComparison.Difference;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.Document;
import dev.postern.cli.output.Document.Items;
import dev.postern.cli.output.DocumentPrinter;
import dev.postern.cli.output.OutputOptions;
import dev.postern.cli.rest.ServiceClient;
import dev.postern.cli.rest.UnansweredException;
import java.io.PrintWriter;
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

/** {@code ./postern audit rebuild --compare}. */
@Command(
    name = "rebuild",
    description = {
      "Makes the present of the log alone, and compares it with what the services answer.",
      "POSTERN_TOKEN must hold an auditor's token: POSTERN_TOKEN=$(./postern token auditor)"
    })
final class RebuildCommand implements Callable<Integer> {

  private static final long SETTLING_MILLIS = 2000;

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
    try (EventLog first = log.open()) {
      RowComparison comparison = compared(first, err);
      List<Difference> differences = comparison.differences();
      if (!differences.isEmpty()) {
        // What changes meanwhile differs once, and not in the same way twice.
        Thread.sleep(SETTLING_MILLIS);
        try (EventLog again = log.open()) {
          comparison = compared(again, err);
        }
        List<Difference> still = comparison.differences();
        differences = differences.stream().filter(still::contains).toList();
      }
      new DocumentPrinter(spec.commandLine().getOut())
          .print(document(comparison, differences), output.format());
      return differences.isEmpty() ? 0 : 1;
    } catch (UnansweredException e) {
      err.println("Postern: " + e.getMessage());
      return 3;
    }
  }

  private RowComparison compared(EventLog read, PrintWriter err) {
    var rebuilt = new RebuiltState(log.history(read, err), Instant.now());
    var comparison = new RowComparison();
    ServiceClient keys = services.keyService();
    comparison.compare("key", rebuilt.keys(), ServiceItems.of(keys, "/v1/keys", "id"));
    comparison.compare("share", rebuilt.shares(), ServiceItems.of(keys, "/v1/shares", "id"));
    comparison.compare(
        "container",
        rebuilt.containers(),
        ServiceItems.of(services.credentialService(), "/v1/containers", "id"));
    ServiceClient ips = services.ipService();
    comparison.compare("address", rebuilt.addresses(), ServiceItems.of(ips, "/v1/ips", "address"));
    for (String address : rebuilt.everHeld()) {
      comparison.compare(
          "tenure",
          numbered(address, rebuilt.history(address)),
          numbered(address, ServiceItems.history(ips, address)));
    }
    return comparison;
  }

  /** The latest is 1. */
  private static Map<String, Map<String, Object>> numbered(
      String address, List<Map<String, Object>> rows) {
    Map<String, Map<String, Object>> numbered = new LinkedHashMap<>();
    rows.stream()
        .limit(200)
        .forEach(row -> numbered.put(address + " " + (numbered.size() + 1), row));
    return numbered;
  }

  private static Document document(RowComparison comparison, List<Difference> differences) {
    Items items = Items.of("Differences", "kind", "id", "field", "log", "service");
    for (Difference difference : differences) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("kind", difference.kind());
      fields.put("id", difference.id());
      fields.put("field", difference.field());
      fields.put("log", difference.log());
      fields.put("service", difference.service());
      items.add(fields);
    }
    return Document.of(items)
        .head("equal", comparison.equalValues())
        .head("near", comparison.nearTimes())
        .head("different", differences.size())
        .note(
            "Equal values are the same to the microsecond. Near are times that no event tells: they"
                + " are compared with the event's own, which is of the same transaction.");
  }
}
