package dev.postern.cli.audit;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.rebuild.RebuiltState;
import dev.postern.audit.rebuild.RowComparison;
import dev.postern.audit.rebuild.RowComparison.Difference;
import dev.postern.cli.kafka.LogOptions;
import dev.postern.cli.output.Document.Items;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the log with services: what differs twice, since what changes meanwhile differs once.
 */
final class LogComparison {

  private static final long SETTLING_MILLIS = 2000;

  private final LogOptions log;
  private final ServiceOptions services;
  private final PrintWriter err;

  /**
   * @param err where the progress is shown
   */
  LogComparison(LogOptions log, ServiceOptions services, PrintWriter err) {
    this.log = log;
    this.services = services;
    this.err = err;
  }

  /**
   * @param rows what was compared last
   * @param differences those that were there both times
   */
  record Answer(RowComparison rows, List<Difference> differences) {

    Items items() {
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
      return items;
    }
  }

  Answer of(List<RestoredService> asked) throws InterruptedException {
    RowComparison rows = once(asked);
    List<Difference> differences = rows.differences();
    if (!differences.isEmpty()) {
      Thread.sleep(SETTLING_MILLIS);
      rows = once(asked);
      List<Difference> still = rows.differences();
      differences = differences.stream().filter(still::contains).toList();
    }
    return new Answer(rows, differences);
  }

  private RowComparison once(List<RestoredService> asked) {
    try (EventLog read = log.open()) {
      var rebuilt = new RebuiltState(log.history(read, err), Instant.now());
      var rows = new RowComparison();
      asked.forEach(service -> service.compare(rebuilt, service.client(services), rows));
      return rows;
    }
  }
}
