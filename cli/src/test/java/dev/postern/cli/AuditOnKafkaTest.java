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
import dev.postern.backends.testing.SampleEvents;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.Proof;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.keys.KeyAdded;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.state.ContainerState;
import dev.postern.events.state.KeyState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as they are typed, on a real broker. */
class AuditOnKafkaTest {

  private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
  private static final String AT = "2026-03-01T10:03:00Z";
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir static Path folder;
  private static EmbeddedKafka kafka;
  private static List<ProducerRecord<String, byte[]>> written;

  private String out;
  private String err;

  @BeforeAll
  static void start() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
    PosternTopics.create(kafka.bootstrap());
    written = history();
    send(written);
    aborted();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static List<ProducerRecord<String, byte[]>> history() {
    var script = new EventScript(BEGIN);
    List<String> hostKeys = List.of("SHA256:" + "h".repeat(43));
    script.add(
        SampleEvents.registered(
            "c1",
            "demo",
            "web-1",
            "shop",
            null,
            RuntimeStatus.RUNNING,
            1,
            true,
            PublicIpCounts.NONE,
            "platform",
            null));
    script.add(
        new ContainerState(
            "c1",
            "demo",
            "shop",
            null,
            "web-1",
            RuntimeStatus.RUNNING,
            null,
            22,
            "root",
            hostKeys,
            List.of()));
    UUID created =
        script
            .after(SECOND)
            .add(
                new ContainerCreated(
                    "c1",
                    "demo",
                    "web-1",
                    "shop",
                    null,
                    "root",
                    1,
                    "ref",
                    BEGIN.plus(Duration.ofHours(72)),
                    Proof.LOGIN,
                    "platform",
                    List.of(),
                    hostKeys));
    script.after(SECOND).add(new CredentialsMailed("c1", "demo", 1, created, 1));
    String fingerprint = "SHA256:" + "k".repeat(43);
    script
        .after(SECOND)
        .add(
            new KeyAdded(
                "k1", "demo", "=laptop\u001b[31m", "ssh-ed25519", 256, fingerprint, "AAAA", null),
            Map.of(
                "actor",
                Map.of("subject", "s-1", "account", "demo", "client", "x", "roles", List.of())));
    script.add(
        new KeyState(
            fingerprint, "k1", "demo", "ssh-ed25519", "AAAA", null, KeyState.State.ACTIVE));
    script
        .after(SECOND)
        .add(SampleEvents.attachRequested("192.0.2.10", Family.IPV4, "c1", "demo", true));
    script
        .after(SECOND)
        .add(new PublicIpAttached("192.0.2.10", 22, Family.IPV4, "c1", "demo", true));
    return script.records();
  }

  private static void send(List<ProducerRecord<String, byte[]>> records) throws Exception {
    try (var producer = producer(Map.of())) {
      for (ProducerRecord<String, byte[]> record : records) {
        producer.send(record).get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** What was not committed did not happen. */
  private static void aborted() throws Exception {
    var script = new EventScript(BEGIN.plusSeconds(60));
    script.add(new KeyAdded("k9", "demo", "never", "ssh-ed25519", 256, "SHA256:x", "AAAA", null));
    try (var producer = producer(Map.of("transactional.id", "aborted"))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(script.records().get(0));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", kafka.bootstrap());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  @Test
  void whoCouldLogInIsATableForPeople() {
    assertThat(run("access", "--container", "web-1", "--at", AT)).isZero();

    assertThat(out)
        .contains("OWN_KEY", "TERMINAL", "PASSWORD", "192.0.2.10 port 22", "Nobody can know")
        .doesNotContain("never", "\u001b");
    assertThat(err).isEmpty();
  }

  @Test
  void whoCouldLogInIsAJsonDocumentForPrograms() throws Exception {
    assertThat(run("access", "--account", "demo", "--at", AT, "--output", "json")).isZero();

    JsonNode answer = new ObjectMapper().readTree(out);
    assertThat(answer.at("/items")).hasSize(3);
    assertThat(answer.at("/items/0/because/1/type").asText()).isEqualTo("dev.postern.KeyAdded.v1");
    assertThat(answer.at("/log/unreadable").asLong()).isZero();
  }

  @Test
  void aTitleIsNoFormulaOfASpreadsheet() {
    assertThat(run("timeline", "--account", "demo", "--output", "csv")).isZero();
    assertThat(out).startsWith("time,event,actor,what\r\n");

    assertThat(run("access", "--container", "c1", "--at", AT, "--output", "csv")).isZero();
    assertThat(out.lines().skip(1)).allMatch(line -> !line.startsWith("="));
  }

  @Test
  void whoHeldAnAddressIsNamed() {
    assertThat(run("ip", "192.0.2.10", "--at", AT, "--output", "jsonl")).isZero();
    assertThat(out).contains("\"container\":\"c1\"").hasLineCount(1);

    assertThat(run("ip", "192.0.2.10", "--at", "2026-03-01T09:00:00Z")).isZero();
    assertThat(out).contains("Nobody held 192.0.2.10 then.");
  }

  @Test
  void whatSomebodyAskedForIsListed() {
    assertThat(run("actor", "s-1")).isZero();

    assertThat(out).contains("KeyAdded", "s-1");
  }

  @Test
  void aSoundLogIsVerified() {
    assertThat(run("verify")).as(out).isZero();

    assertThat(out).contains("one-holder-per-address", "holds: true");
  }

  @Test
  void anExportAnswersAsTheLogDoes() {
    String export = folder.resolve("export").toString();
    assertThat(run("export", export)).as(err).isZero();
    assertThat(run("import", export)).isZero();
    run("access", "--container", "web-1", "--at", AT, "--output", "jsonl");
    String live = out;

    assertThat(
            run(
                "access",
                "--container",
                "web-1",
                "--at",
                AT,
                "--output",
                "jsonl",
                "--from",
                export))
        .isZero();

    assertThat(out).isEqualTo(live);
    assertThat(run("verify", "--from", export)).isZero();
  }

  @Test
  void eventsAreFollowedFromAMomentOn() {
    assertThat(
            run("follow", "--since", "2026-03-01T09:00:00Z", "--count", "3", "--output", "jsonl"))
        .isZero();

    assertThat(out).hasLineCount(3);
  }

  @Test
  void nothingIsChangedAndNoPositionIsKept() throws Exception {
    run("access", "--account", "demo");
    run("verify");

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
      assertThat(admin.listGroups().all().get()).isEmpty();
      assertThat(admin.listTopics().names().get()).hasSize(PosternTopics.all().size());
    }
    String[] topics =
        PosternTopics.all().stream().map(topic -> topic.name()).toArray(String[]::new);
    assertThat(KafkaLog.readAll(kafka.bootstrap(), topics)).hasSize(written.size());
  }

  @Test
  void aContainerThatIsNotInTheLogIsSaidToBe() {
    assertThat(run("access", "--container", "web-9", "--at", AT)).isEqualTo(1);

    assertThat(err).contains("there was no container web-9");
  }

  @Test
  void wrongUseIsTwoAndAnUnreachableLogIsThree() throws Exception {
    assertThat(run("access")).isEqualTo(2);
    assertThat(run("access", "--container", "c1", "--at", "yesterday")).isEqualTo(2);
    assertThat(err).contains("is no time");
    assertThat(run("ip", "192.0.2.10", "--from", folder.resolve("none").toString())).isEqualTo(3);
    assertThat(err).contains("no finished export");
    Path config = Files.writeString(folder.resolve("none.properties"), "default.api.timeout.ms=1");
    assertThat(
            typed(
                List.of(
                    "audit",
                    "ip",
                    "192.0.2.10",
                    "--bootstrap",
                    "localhost:1",
                    "--kafka-config",
                    config + ".missing")))
        .isEqualTo(3);
  }

  @Test
  void aServiceThatIsRestoredIsAwaitedAndComparedAndWhatNoEventTellsIsListed() throws Exception {
    var asked = new AtomicInteger();
    var keys = new AtomicReference<>("");
    HttpServer service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    service.createContext(
        "/q/health/ready", e -> answer(e, asked.incrementAndGet() < 3 ? 503 : 200, "{}"));
    service.createContext("/v1/keys", e -> answer(e, 200, "{\"items\":[" + keys.get() + "]}"));
    service.createContext("/v1/shares", e -> answer(e, 200, "{\"items\":[]}"));
    service.start();
    String url = "http://127.0.0.1:" + service.getAddress().getPort();
    try {
      assertThat(run("restore", "key-service", "--wait", "--key-service", url)).isEqualTo(1);
      assertThat(asked).hasValueGreaterThan(2);
      assertThat(out).contains("different: 1", "Not in the log: the comments of keys");

      keys.set(
          """
          {"id": "k1", "account": "demo", "type": "ssh-ed25519", "bits": 256,
           "fingerprint": "SHA256:%s", "addedAt": "2026-03-01T10:00:03Z", "state": "ACTIVE"}\
          """
              .formatted("k".repeat(43)));
      assertThat(run("restore", "key-service", "--wait", "--key-service", url)).isZero();
      assertThat(out).contains("different: 0");
    } finally {
      service.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void nothingIsRestartedThatIsNotOfThisMachineOrNotKnown() {
    assertThat(run("restore", "key-service", "--key-service", "http://localhost:1")).isEqualTo(2);
    assertThat(err).contains("--wait");
    assertThat(run("restore", "dashboard")).isEqualTo(2);
    assertThat(err).contains("key-service, ip-service, credential-service");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("audit"));
    all.addAll(List.of(arguments));
    if (!all.contains("--from") && !arguments[0].equals("import")) {
      all.addAll(List.of("--bootstrap", kafka.bootstrap()));
    }
    return typed(all);
  }

  private int typed(List<String> arguments) {
    Typed typed = Typed.run(arguments);
    out = typed.out();
    err = typed.err();
    return typed.exit();
  }
}
