package dev.postern.bench.audit;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.bench.Benchmark;
import dev.postern.bench.Checkout;
import dev.postern.bench.Percentiles;
import dev.postern.bench.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Questions to a log of a million events, beside a consumer that only counts. */
public final class AuditBenchmark implements Benchmark {

  private static final int ROUNDS = 5;
  private static final int PARTITIONS = 3;
  private static final double GOAL = 0.5;
  private static final int GOAL_MIB = 512;
  private static final List<String> QUESTIONS = List.of("access", "timeline", "verify");

  private record Run(long records, double seconds, long peakKib) {
    double perSecond() {
      return records / seconds;
    }
  }

  @Override
  public void run(Checkout checkout, Report report) throws Exception {
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.temporary()) {
      fill(kafka.bootstrap());
      for (int round = 0; round < ROUNDS; round++) {
        for (String question : List.of("count", "access", "timeline", "verify")) {
          runs.computeIfAbsent(question, q -> new ArrayList<>())
              .add(run(question, kafka.bootstrap()));
        }
      }
    }
    NotarySpeed.Figures notary = NotarySpeed.measure();
    write(report, runs);
    write(report, notary);
    report.heading("Repeat it").paragraph("`./postern bench audit`.");
  }

  private static void write(Report report, NotarySpeed.Figures notary) {
    report
        .heading("The notary")
        .table(
            List.of("what", "figure", "goal"),
            List.of(
                List.of(
                    "records signed and on disk, a second, on one core",
                    String.format(Locale.ROOT, "%,.0f", notary.recordsPerSecond()),
                    "100,000: " + (notary.recordsPerSecond() >= 100_000 ? "met" : "missed")),
                List.of(
                    "it continues with ten million leaves after",
                    String.format(Locale.ROOT, "%.3f s", notary.secondsToContinue()),
                    "1 s: " + (notary.secondsToContinue() <= 1 ? "met" : "missed"))))
        .paragraph(
            "500,000 records as above, in memory already: canonical form, SHA-256, tree, and a"
                + " signed checkpoint that is flushed to disk every 10,000; after a warm-up of the"
                + " same.");
  }

  private static void fill(String bootstrap) throws Exception {
    List<NewTopic> topics =
        PosternTopics.all().stream()
            .map(
                topic -> new NewTopic(topic.name(), PARTITIONS, (short) 1).configs(topic.configs()))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(topics).all().get();
    }
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "linger.ms", "20", "batch.size", "65536");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      MillionEvents.write(producer::send);
    }
  }

  /** With the memory of the command line. */
  private static Run run(String question, String bootstrap)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                AuditRun.class.getName(),
                question,
                bootstrap)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The question " + question + " was not answered");
    }
    String[] figures = said.split(" ", -1);
    var run =
        new Run(
            Long.parseLong(figures[0]),
            Long.parseLong(figures[1]) / 1e9,
            Long.parseLong(figures[2]));
    System.out.printf(
        Locale.ROOT,
        "%s: %,d records, %.2f s, %d MiB%n",
        question,
        run.records(),
        run.seconds(),
        run.peakKib() / 1024);
    return run;
  }

  private static double median(List<Run> runs) {
    return Percentiles.of(runs.stream().mapToDouble(Run::perSecond).toArray()).at(50);
  }

  private static void write(Report report, Map<String, List<Run>> runs) {
    double floor = median(runs.get("count"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("a consumer that only counts", runs.get("count"), "1", "", ""));
    for (String question : QUESTIONS) {
      double ratio = median(runs.get(question)) / floor;
      rows.add(
          row(
              "`" + question + "`",
              runs.get(question),
              String.format(Locale.ROOT, "%.2f", ratio),
              GOAL + ": " + (ratio >= GOAL ? "met" : "missed"),
              GOAL_MIB + " MiB: " + (peakMib(runs.get(question)) <= GOAL_MIB ? "met" : "missed")));
    }
    report
        .heading("Result")
        .table(
            List.of(
                "what",
                "records",
                "records a second",
                "of the floor",
                "goal",
                "memory at most",
                "goal"),
            rows)
        .heading("What is measured")
        .paragraph(
            "A log of a million events as the services publish them: 50,000 containers, 20,000 keys,"
                + " 20,000 addresses, 150,000 resets with their mails, 135,000 sessions; three"
                + " partitions a topic, one broker. Each run is a process of its own from its first"
                + " instruction to its answer, as at the command line (384 MiB heap), "
                + ROUNDS
                + " in turn with the others; medians. The floor polls the same topics and counts"
                + " their records, without looking at them. `access` and `timeline` read the topics"
                + " of events, `verify` the state topics too. Memory is the process's resident"
                + " peak.");
  }

  private static long peakMib(List<Run> runs) {
    return runs.stream().mapToLong(Run::peakKib).max().orElse(0) / 1024;
  }

  private static List<String> row(
      String what, List<Run> runs, String ratio, String goal, String memoryGoal) {
    return List.of(
        what,
        String.format(Locale.ROOT, "%,d", runs.get(0).records()),
        String.format(Locale.ROOT, "%,.0f", median(runs)),
        ratio,
        goal,
        peakMib(runs) + " MiB",
        memoryGoal);
  }
}
