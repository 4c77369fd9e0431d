package dev.postern.bench.key;

import dev.postern.bench.Benchmark;
import dev.postern.bench.Checkout;
import dev.postern.bench.Percentiles;
import dev.postern.bench.Report;
import dev.postern.events.Topics;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * From the request to remove a key until gateways can know of it, beside a record that is written
 * to the same topic directly.
 */
public final class RevocationBenchmark implements Benchmark {

  private static final int WARM_UPS = 100;
  private static final int ROUNDS = 500;

  /** An account may have this many keys; the next ones are another account's. */
  private static final int KEYS_OF_AN_ACCOUNT = 100;

  /** Promise 8: within a second. */
  private static final double GOAL_MILLIS = 1000;

  private static final double NANOS_PER_MILLI = 1e6;

  /** What comes before the 32 bytes of the key in an Ed25519 key's blob (RFC 8709, section 4). */
  private static final byte[] BLOB_HEAD = {
    0, 0, 0, 11, 's', 's', 'h', '-', 'e', 'd', '2', '5', '5', '1', '9', 0, 0, 0, 32
  };

  @Override
  public void run(Checkout checkout, Report report) throws Exception {
    double[] removals = new double[ROUNDS];
    double[] records = new double[ROUNDS];
    try (KeyServiceProcess service = new KeyServiceProcess(checkout);
        KafkaProducer<String, String> producer = producer(service.bootstrap());
        KeyStateReader reader = new KeyStateReader(service.bootstrap())) {
      for (int n = -WARM_UPS; n < ROUNDS; n++) {
        double removal = removal(service, reader, "bench-" + (n + WARM_UPS) / KEYS_OF_AN_ACCOUNT);
        double record = record(producer, reader, "bench-" + n);
        if (n >= 0) {
          removals[n] = removal;
          records[n] = record;
        }
      }
    }
    write(report, Percentiles.of(removals), Percentiles.of(records));
  }

  private static KafkaProducer<String, String> producer(String bootstrap) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap, "linger.ms", "0"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static double removal(KeyServiceProcess service, KeyStateReader reader, String account)
      throws Exception {
    String token = service.token(account);
    KeyServiceProcess.Key key = service.add(token, newKey());
    long start = System.nanoTime();
    service.remove(token, key);
    reader.awaitTombstone(key.fingerprint());
    return millisSince(start);
  }

  private static double record(
      KafkaProducer<String, String> producer, KeyStateReader reader, String key) {
    long start = System.nanoTime();
    producer.send(new ProducerRecord<>(Topics.STATE_KEYS, key, null));
    reader.awaitTombstone(key);
    return millisSince(start);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  /** A line of {@code authorized_keys} that was never added before. */
  private static String newKey() throws Exception {
    byte[] encoded =
        KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    // X.509 puts 12 bytes before the key.
    byte[] point = Arrays.copyOfRange(encoded, 12, encoded.length);
    byte[] blob = Arrays.copyOf(BLOB_HEAD, BLOB_HEAD.length + point.length);
    System.arraycopy(point, 0, blob, BLOB_HEAD.length, point.length);
    return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob);
  }

  private static void write(Report report, Percentiles removals, Percentiles records) {
    report
        .heading("Result")
        .table(
            List.of("what", "p50", "p99", "at most", "goal for the last"),
            List.of(
                row("a removal, until its tombstone is read", removals, goal(removals.at(100))),
                row("a record of a producer, until it is read", records, "")))
        .paragraph(
            String.format(
                Locale.ROOT, "Ratio of the medians: %.1f.", removals.at(50) / records.at(50)))
        .heading("What is measured")
        .paragraph(
            ROUNDS
                + " removals one after another, after "
                + WARM_UPS
                + " that do not count: from `DELETE /v1/keys/{id}` until a live reader of"
                + " `postern.state.keys`, as a gateway is one, has the key's tombstone. In between"
                + " are HTTP, a token's check, the transaction, the outbox and Kafka. In turn with"
                + " it: a producer writes one record to the same topic, and the same reader has it."
                + " Service, PostgreSQL, Kafka and reader share the cores.")
        .heading("Repeat it")
        .paragraph("`./postern bench revocation`.");
  }

  private static List<String> row(String what, Percentiles millis, String goal) {
    return List.of(
        what, millis(millis.at(50)), millis(millis.at(99)), millis(millis.at(100)), goal);
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f ms", value);
  }

  private static String goal(double most) {
    return String.format(
        Locale.ROOT, "below %.0f ms: %s", GOAL_MILLIS, most < GOAL_MILLIS ? "met" : "missed");
  }
}
