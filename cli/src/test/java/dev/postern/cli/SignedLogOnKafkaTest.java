package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.backends.testing.EventScript;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.state.KeyState;
import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.LeafPlace;
import dev.postern.transparency.tree.TilePath;
import dev.postern.transparency.tree.TreeFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the notary signed beside a real broker's log, as it is typed. */
class SignedLogOnKafkaTest {

  private static final String TOPIC = "postern.keys";
  private static final NoteSigner SIGNER = NoteSigner.generate(Origin.ofCluster("test"));

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;
  private static HttpServer notary;

  /** Trees by partition; the last record of one was another when it was signed. */
  private static final Map<Integer, TreeFolder> TREES = new TreeMap<>();

  private static String event;
  private static int partitionOfEvent;

  private String out;
  private String err;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    PosternTopics.create(kafka.bootstrap());
    publish();
    sign();
    notary = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    notary.createContext("/v1/", SignedLogOnKafkaTest::serve);
    notary.start();
    Files.writeString(folder.resolve("key"), SIGNER.key().toString());
  }

  @AfterAll
  static void stop() throws IOException {
    notary.stop(0);
    for (TreeFolder tree : TREES.values()) {
      tree.close();
    }
    kafka.close();
  }

  private static void publish() throws Exception {
    var script = new EventScript(Instant.parse("2026-03-01T10:00:00Z"));
    for (int i = 0; i < 40; i++) {
      script.after(Duration.ofSeconds(1));
      String fingerprint = "SHA256:" + "k".repeat(41) + (10 + i);
      event =
          script
              .add(
                  new KeyAdded(
                      "k" + i, "a" + i, "laptop", "ssh-ed25519", 256, fingerprint, "AAAA", null))
              .toString();
      script.add(
          new KeyState(
              fingerprint, "k" + i, "a" + i, "ssh-ed25519", "AAAA", null, KeyState.State.ACTIVE));
    }
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (ProducerRecord<String, byte[]> record : script.records()) {
        int partition = producer.send(record).get(30, TimeUnit.SECONDS).partition();
        if (record.topic().equals(TOPIC)) {
          partitionOfEvent = partition;
        }
      }
    }
  }

  private static void sign() throws IOException {
    TreeHash hash = new TreeHash();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(p -> new TopicPartition(TOPIC, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int read = 0; read < 40; ) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          TreeFolder tree = tree(record.partition());
          tree.append(
              hash.leaf(LeafEncoding.encode(LogRecord.of(record))),
              new LeafPlace(record.offset(), record.timestamp()));
          read++;
        }
      }
    }
    for (Map.Entry<Integer, TreeFolder> tree : TREES.entrySet()) {
      commit(tree.getKey(), tree.getValue());
    }
  }

  private static TreeFolder tree(int partition) throws IOException {
    if (!TREES.containsKey(partition)) {
      TREES.put(
          partition,
          TreeFolder.open(
              folder.resolve("tree-" + partition),
              SIGNER.key().named(new Origin("test", TOPIC, partition).toString())));
    }
    return TREES.get(partition);
  }

  private static void commit(int partition, TreeFolder tree) throws IOException {
    Origin origin = new Origin("test", TOPIC, partition);
    tree.commit(new Checkpoint(origin, tree.appended(), tree.root()).sign(SIGNER));
  }

  /** As the notary serves its trees. */
  private static void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] answer = answer(path);
    exchange.sendResponseHeaders(answer == null ? 404 : 200, answer == null ? -1 : answer.length);
    if (answer != null) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private static byte[] answer(String path) throws IOException {
    if (path.equals("/v1/logs")) {
      StringBuilder origins = new StringBuilder();
      TREES.forEach(
          (partition, tree) ->
              origins
                  .append(origins.isEmpty() ? "" : ",")
                  .append("\"" + new Origin("test", TOPIC, partition) + "\":" + tree.size()));
      return ("{\"origins\":{" + origins + "}}").getBytes(StandardCharsets.UTF_8);
    }
    String[] parts = path.split("/", 6);
    TreeFolder tree = TREES.get(Integer.parseInt(parts[4]));
    return parts[5].equals("checkpoint")
        ? tree.checkpoint().getBytes(StandardCharsets.UTF_8)
        : TilePath.parse(parts[5]).orElseThrow().read(tree);
  }

  @Test
  void anUntouchedLogIsSaidToBeSo() throws Exception {
    assertThat(run("verify", "--signed")).as(out + err).isZero();
    assertThat(out).contains("The log is untouched: 40 records are as the notary signed them.");

    assertThat(run("verify", "--signed", "--output", "json")).isZero();
    JsonNode answer = new ObjectMapper().readTree(out);
    assertThat(answer.at("/signed")).hasSize(TREES.size());
    assertThat(answer.at("/signed/0/holds").asBoolean()).isTrue();
  }

  @Test
  void aCheckpointThatSomebodyKeptIsEnough() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Files.writeString(kept.resolve("mine"), TREES.get(partitionOfEvent).checkpoint());

    assertThat(run("verify", "--checkpoint", kept.toString())).as(out + err).isZero();
    assertThat(out).contains("untouched");

    Files.writeString(
        kept.resolve("mine"), TREES.get(partitionOfEvent).checkpoint().replace("keys/", "ips/"));
    assertThat(run("verify", "--checkpoint", kept.toString())).isEqualTo(3);
    assertThat(err).contains("is not signed by the key");
  }

  @Test
  void anEventIsProvenWithItsPublicKeyAlone() throws IOException {
    assertThat(run("prove", event)).as(err).isZero();
    Path proof = folder.resolve("event.tlog-proof");
    Files.writeString(proof, out);

    assertThat(run("check-proof", proof.toString(), "--output", "json")).as(err).isZero();
    JsonNode proven = new ObjectMapper().readTree(out);
    assertThat(proven.at("/holds").asBoolean()).isTrue();
    assertThat(proven.at("/items/0/headers/ce_id").asText()).isEqualTo(event);

    String text = Files.readString(proof);
    int index = text.indexOf("index ");
    Files.writeString(
        proof, text.substring(0, index) + "index 9" + text.substring(text.indexOf('\n', index)));
    assertThat(run("check-proof", proof.toString())).isEqualTo(1);
    assertThat(err).contains("the proof does not hold");
  }

  @Test
  void whatCannotBeProvenIsSaid() {
    assertThat(run("prove", "0198aaaa-0000-7000-8000-000000000000")).isEqualTo(1);
    assertThat(err).contains("no event");
    assertThat(runAs("verify", "--signed", "--notary", "http://localhost:1")).isEqualTo(3);
    assertThat(err).contains("The notary gives no tree");
    assertThat(runAs("check-proof", folder.resolve("none").toString())).isEqualTo(3);
  }

  @Test
  void nothingIsWrittenToTheLog() {
    long before = KafkaLog.readAll(kafka.bootstrap(), TOPIC).size();
    run("verify", "--signed");
    assertThat(KafkaLog.readAll(kafka.bootstrap(), TOPIC)).hasSize((int) before);
  }

  private int run(String verb, String... more) {
    String[] all = java.util.Arrays.copyOf(more, more.length + 2);
    all[more.length] = "--notary";
    all[more.length + 1] = "http://localhost:" + notary.getAddress().getPort();
    return runAs(verb, all);
  }

  private int runAs(String verb, String... more) {
    List<String> arguments = new java.util.ArrayList<>(List.of("audit", verb));
    arguments.addAll(List.of(more));
    if (!verb.equals("check-proof")) {
      arguments.addAll(List.of("--bootstrap", kafka.bootstrap()));
    }
    arguments.addAll(List.of("--notary-key", folder.resolve("key").toString()));
    Typed typed = Typed.run(arguments);
    out = typed.out();
    err = typed.err();
    return typed.exit();
  }
}
