package dev.postern.bench.gateway;

import dev.postern.backends.files.TemporaryFolder;
import dev.postern.bench.Benchmark;
import dev.postern.bench.Checkout;
import dev.postern.bench.Report;
import dev.postern.events.state.KeyState;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A million keys: how long a gateway takes to know them, what they take, how fast one is found. */
public final class ViewBenchmark implements Benchmark {

  private static final int KEYS = 1_000_000;
  private static final int DIGEST = 32;
  private static final int ED25519_BLOB = 51;
  private static final double LOAD_SECONDS = 60;
  private static final double HEAP_MB = 400;
  private static final double LOOK_UP_NANOS = 1_000;

  /** The launcher's 192 MiB are for a demonstration. */
  private static final String HEAP = "-Xmx640m";

  @Override
  public void run(Checkout checkout, Report report) throws Exception {
    load(checkout, report);
    lookUp(report);
  }

  private static void load(Checkout checkout, Report report) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("postern-bench");
        StateTopics topics = new StateTopics()) {
      SshKeyPair own = SshKeyPair.make(folder.path(), "gateway", "ed25519");
      Start empty = start(checkout, folder, own, topics);
      fill(topics);
      Start full = start(checkout, folder, own, topics);
      double megabytes = (full.heap - empty.heap) / 1e6;
      report
          .heading("Loading")
          .paragraph(
              "From the start of the process until it is ready and listens, with no key and with a"
                  + " million in `postern.state.keys`; `"
                  + HEAP
                  + "`. Live heap after a full collection. Kafka shares the cores.")
          .table(
              List.of("what", "no key", "1,000,000 keys", "difference", "goal"),
              List.of(
                  row("ready after, s", empty.seconds, full.seconds, LOAD_SECONDS),
                  List.of(
                      "live heap, MB",
                      number(empty.heap / 1e6),
                      number(full.heap / 1e6),
                      number(megabytes),
                      below(megabytes, HEAP_MB))));
    }
  }

  private static List<String> row(String what, double empty, double full, double goal) {
    return List.of(
        what, number(empty), number(full), number(full - empty), below(full - empty, goal));
  }

  private record Start(double seconds, long heap) {}

  private static Start start(
      Checkout checkout, TemporaryFolder folder, SshKeyPair own, StateTopics topics)
      throws Exception {
    long start = System.nanoTime();
    try (GatewayProcess gateway = new GatewayProcess(checkout, folder.path(), own, topics, HEAP)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Start(seconds, ProcessUsage.liveHeap(gateway.pid()));
    }
  }

  /** Keys as key-service publishes them; their private halves do not exist. */
  private static void fill(StateTopics topics) {
    Random random = new Random(1);
    byte[] digest = new byte[DIGEST];
    byte[] blob = new byte[ED25519_BLOB];
    for (int i = 0; i < KEYS; i++) {
      random.nextBytes(digest);
      random.nextBytes(blob);
      topics.send(
          new KeyState(
              "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest),
              "01981f3e-" + i,
              "account-" + i / 2,
              "ssh-ed25519",
              Base64.getEncoder().encodeToString(blob),
              null,
              KeyState.State.ACTIVE));
    }
    topics.flush();
  }

  private static void lookUp(Report report) throws Exception {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(KeyLookUp.class.getName())
                    .forks(1)
                    .jvmArgs("-Xmx640m", "-XX:+UseSerialGC")
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1))
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    List<List<String>> rows = new ArrayList<>();
    for (RunResult result : results) {
      double nanos = result.getPrimaryResult().getScore();
      rows.add(
          List.of(
              result.getPrimaryResult().getLabel(),
              GatewayBenchmark.number("%.0f ns", nanos),
              GatewayBenchmark.number("± %.0f", result.getPrimaryResult().getScoreError()),
              below(nanos, LOOK_UP_NANOS)));
    }
    report
        .heading("Looking a key up")
        .paragraph(
            "Among 1,000,000 keys, in random order, one thread; JMH, one fork, 3 + 5 iterations of"
                + " a second. `lookUp` is the table alone; the others start from the blob that a"
                + " client offers, so a SHA-256 is in them.")
        .table(List.of("what", "time", "error, 99.9 %", "goal, ns"), rows);
  }

  private static String number(double value) {
    return GatewayBenchmark.number("%.1f", value);
  }

  private static String below(double value, double goal) {
    return GatewayBenchmark.number("below %.0f: ", goal) + (value < goal ? "met" : "missed");
  }
}
