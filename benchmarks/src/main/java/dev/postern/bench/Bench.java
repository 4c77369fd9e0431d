package dev.postern.bench;

import dev.postern.bench.audit.AuditBenchmark;
import dev.postern.bench.dashboard.DashboardBenchmark;
import dev.postern.bench.gateway.GatewayBenchmark;
import dev.postern.bench.gateway.ViewBenchmark;
import dev.postern.bench.ip.IpBenchmark;
import dev.postern.bench.key.RevocationBenchmark;
import dev.postern.bench.mail.MailBenchmark;
import dev.postern.bench.start.StartBenchmark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code ./postern bench [NAME…]}: runs the named benchmarks, or all. */
public final class Bench {

  /** A line per benchmark; its name is the command's and the page's. */
  private static final Map<String, Entry> ENTRIES =
      new TreeMap<>(
          Map.of(
              "audit", new Entry("Speed: questions to the log", new AuditBenchmark()),
              "dashboard", new Entry("Speed: the dashboard", new DashboardBenchmark()),
              "gateway", new Entry("Speed: the SSH gateway", new GatewayBenchmark()),
              "ip", new Entry("Speed: public addresses", new IpBenchmark()),
              "mail", new Entry("Speed: resets and their mails", new MailBenchmark()),
              "revocation", new Entry("Speed: removing a key", new RevocationBenchmark()),
              "start", new Entry("Speed: starting", new StartBenchmark()),
              "view", new Entry("Speed: the gateway's view", new ViewBenchmark())));

  private record Entry(String title, Benchmark benchmark) {}

  private Bench() {}

  public static void main(String[] names) throws Exception {
    // What clients of Kafka and SSH log would bury the progress.
    Logger.getLogger("").setLevel(Level.WARNING);
    List<String> unknown = List.of(names).stream().filter(n -> !ENTRIES.containsKey(n)).toList();
    if (!unknown.isEmpty()) {
      System.err.println(
          "Postern: no benchmark "
              + String.join(", ", unknown)
              + "; there are "
              + ENTRIES.keySet());
      System.exit(2);
    }
    try {
      for (String name : names.length == 0 ? List.copyOf(ENTRIES.keySet()) : List.of(names)) {
        run(name, ENTRIES.get(name), Checkout.ofScript());
      }
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
    // Clients of Kafka and HTTP leave threads behind.
    System.exit(0);
  }

  private static void run(String name, Entry entry, Checkout checkout) throws Exception {
    Report report = new Report(entry.title()).paragraph(Machine.describe());
    entry.benchmark().run(checkout, report);
    Path page = checkout.page(name);
    report.write(page);
    System.out.println();
    System.out.println("Written: " + checkout.root().relativize(page));
  }
}
