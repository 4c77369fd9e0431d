package dev.postern.bench.gateway;

import dev.postern.backends.containers.Isolation;
import dev.postern.bench.BarChart;
import dev.postern.bench.BarChart.Bar;
import dev.postern.bench.Benchmark;
import dev.postern.bench.Checkout;
import dev.postern.bench.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Set-ups, throughput, CPU and memory of the gateway and of OpenSSH, in turn. */
public final class GatewayBenchmark implements Benchmark {

  private static final String GCM = "aes128-gcm@openssh.com";
  private static final double THROUGHPUT_GOAL = 1.1;
  private static final double DEFAULT_CLIENT_GOAL = 1.5;

  @Override
  public void run(Checkout checkout, Report report) throws Exception {
    Isolation.Probe probe = Isolation.probe();
    if (probe.isolation() != Isolation.NAMESPACES) {
      report.paragraph("SKIPPED: " + probe.reason());
      return;
    }
    report
        .paragraph(
            "The client is `ssh`, `sftp` of "
                + version()
                + "; all programs share the cores and loopback. Beside the gateway: a bastion with"
                + " OpenSSH, in a container of its own. *ForceCommand* runs `ssh` to the container"
                + " for each session; *over ControlMaster* all sessions share one connection to it,"
                + " as the gateway's do. Routes are measured in turn, one round of each before that"
                + " does not count; medians.")
        .paragraph("![Set-ups a second and throughput, beside OpenSSH](gateway.svg)");
    try (Testbed testbed = new Testbed(checkout, probe.isolation())) {
      BarChart chart = new BarChart("Set-ups a second and throughput, beside OpenSSH");
      Map<String, SessionSetUps.Figures> setUps = setUps(testbed, report, chart);
      throughput(testbed, setUps, report, chart);
      chart.write(checkout.picture("gateway.svg"));
      IdleSessionMemory.measure(testbed, report);
    }
  }

  private static String version() throws Exception {
    return OpenSshPrograms.output(List.of("sh", "-c", "ssh -V 2>&1"), "").replaceFirst(",.*", "");
  }

  /** The figures of a client without settings, by the names of the routes. */
  private static Map<String, SessionSetUps.Figures> setUps(
      Testbed testbed, Report report, BarChart chart) throws Exception {
    Bastion bastion = testbed.bastion();
    report
        .heading("Setting a session up")
        .paragraph(
            "`ssh … true`, "
                + SessionSetUps.ROUNDS
                + " rounds of "
                + SessionSetUps.IN_A_ROW
                + " one after another and "
                + SessionSetUps.AT_ONCE
                + " by "
                + SessionSetUps.CLIENTS
                + " clients, after "
                + SessionSetUps.WARMING
                + " sessions that do not count. CPU is that of what stands between client and"
                + " container.");
    SessionSetUps.warm(Bastion.byCurve(testbed.route()));
    SessionSetUpTable plain =
        SessionSetUpTable.measure("default", testbed.route(), bastion.routes());
    SessionSetUpTable curve =
        SessionSetUpTable.measure(
            "curve25519", Bastion.byCurve(testbed.route()), bastion.routesByCurve());
    List<List<String>> rows = new ArrayList<>(plain.rows());
    rows.addAll(curve.rows());
    List<List<String>> goals = new ArrayList<>(plain.goals());
    goals.addAll(curve.goals());
    report
        .table(List.of("client", "route", "p50, one after another", "8 clients", "CPU each"), rows)
        .table(List.of("client", "what", "ratio", "goal"), goals)
        .paragraph(
            "*Default* is a client without settings: since OpenSSH 9.0 it exchanges keys by"
                + " sntrup761x25519, which the gateway offers, so that traffic recorded today"
                + " cannot be read by a quantum computer later. It costs the client more CPU than"
                + " all the rest of a session's set-up, on every route. *curve25519*: the same"
                + " routes with `-o KexAlgorithms=curve25519-sha256` in every program that runs for"
                + " a session.");
    chart.group("Set-ups a second, 8 default clients", plain.bars());
    chart.group("Set-ups a second, 8 curve25519 clients", curve.bars());
    return plain.byName();
  }

  private static void throughput(
      Testbed testbed, Map<String, SessionSetUps.Figures> setUps, Report report, BarChart chart)
      throws Exception {
    Bastion bastion = testbed.bastion();
    Transfers transfers = new Transfers(testbed.folder());
    Map<String, Double> seconds = new LinkedHashMap<>();
    setUps.forEach((route, figures) -> seconds.put(route, figures.millis() / 1000));
    report
        .heading("Throughput")
        .paragraph(
            Transfers.MIB
                + " MiB, median of "
                + Transfers.ROUNDS
                + " rounds; the time of a set-up is taken off. *GCM*: `-c "
                + GCM
                + "` of the client, and of the bastion towards the container. *Default*: a client"
                + " without settings, which prefers ChaCha20 and gets it from the bastion.");
    Side gcm =
        new Side(
            "GCM",
            THROUGHPUT_GOAL,
            List.of(
                testbed.route().with("-c", GCM),
                bastion.forceCommandGcm().with("-c", GCM),
                bastion.proxyJump().with("-c", GCM)));
    Side plain =
        new Side("default", DEFAULT_CLIENT_GOAL, List.of(testbed.route(), bastion.forceCommand()));
    for (Side side : List.of(gcm, plain)) {
      side.measure(transfers, seconds, chart);
    }
    List<List<String>> rows = new ArrayList<>(gcm.rows);
    rows.addAll(plain.rows);
    report
        .table(List.of("client", "path", "Postern", "ForceCommand", "ratio", "goal"), rows)
        .paragraph("CPU of what stands between client and container, seconds per GB:")
        .table(List.of("client", "path", "Postern", "ForceCommand", "ProxyJump"), cpu(gcm, plain));
  }

  private static List<List<String>> cpu(Side gcm, Side plain) {
    List<List<String>> rows = new ArrayList<>(gcm.cpu);
    rows.addAll(plain.cpu);
    return rows;
  }

  /** A kind of client; the first route is Postern's, the second is what it is held against. */
  private record Side(
      String client,
      double goal,
      List<Route> routes,
      List<List<String>> rows,
      List<List<String>> cpu) {

    Side(String client, double goal, List<Route> routes) {
      this(client, goal, routes, new ArrayList<>(), new ArrayList<>());
    }

    void measure(Transfers transfers, Map<String, Double> setUpSeconds, BarChart chart)
        throws Exception {
      Map<Route, Double> all = new LinkedHashMap<>();
      routes.forEach(route -> all.put(route, setUpSeconds.get(route.name())));
      List<Bar> bars = new ArrayList<>();
      for (Transfers.Kind kind : Transfers.Kind.values()) {
        List<Transfers.Figures> figures = List.copyOf(transfers.measure(kind, all).values());
        double ours = figures.get(0).rate();
        double theirs = figures.get(1).rate();
        List<String> row = new ArrayList<>(List.of(client, kind.title));
        row.addAll(List.of(number("%.0f MB/s", ours), number("%.0f MB/s", theirs)));
        row.addAll(verdict(ours / theirs, goal));
        rows.add(row);
        cpu.add(cpuRow(kind, figures));
        bars.add(new Bar(kind.title + ", Postern", ours, true));
        bars.add(new Bar("ForceCommand", theirs, false));
      }
      chart.group("MB a second, " + client + " client", bars);
    }

    private List<String> cpuRow(Transfers.Kind kind, List<Transfers.Figures> figures) {
      List<String> row = new ArrayList<>(List.of(client, kind.title));
      for (int i = 0; i < 3; i++) {
        row.add(
            i < figures.size() ? number("%.1f", figures.get(i).cpuPerGigabyte()) : "not measured");
      }
      return row;
    }
  }

  /** The ratio, the goal and whether it is met. */
  static List<String> verdict(double ratio, double goal) {
    return List.of(
        number("%.2f", ratio), number("%.1f: ", goal) + (ratio >= goal ? "met" : "missed"));
  }

  static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
