package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.testing.KafkaLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A disaster drill: a service loses its database, and {@code ./postern audit restore} fills it. */
@ExtendWith(StartedProduct.class)
class RestoreDrillTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  @Test
  void keysAndSharesComeBackFromTheLogAndTheGatewayNeverNotices() throws Exception {
    // Given
    OwnedContainer container = OwnedContainer.create(name());
    String key = addKey();
    JsonNode share =
        Api.keys("demo")
            .post("/v1/shares", "{\"environment\":\"%s\",\"with\":\"platform\"}".formatted(name()))
            .expect(201)
            .json();
    Set<String> before = fields("/v1/keys", "fingerprint");
    int published = records("postern.keys");
    awaitGateway(container);
    try (OpenSession session = OpenSession.to(container)) {
      assertThat(session.echo("before")).isEqualTo("before");

      // When
      ServiceDatabases.empty("keys");

      // Then
      assertThat(Api.keys("demo").get("/v1/keys").status()).as("lost").isNotEqualTo(200);
      assertThat(session.echo("during")).isEqualTo("during");
      assertThat(login(container)).isEqualTo(container.name());

      // When
      Postern.Result restored = Postern.runAs("auditor", "audit", "restore", "key-service");

      // Then
      assertThat(restored.expect(0).out()).contains("different: 0", "the comments of keys");
      assertThat(session.echo("after")).isEqualTo("after");
    }
    assertThat(fields("/v1/keys", "fingerprint")).isEqualTo(before);
    assertThat(fields("/v1/shares", "id")).contains(share.get("id").asText());
    assertThat(records("postern.keys")).as("nothing is published for it").isEqualTo(published);
    assertThat(login(container)).isEqualTo(container.name());
    Api.keys("demo").delete("/v1/keys/" + key).expect(204);
    Api.keys("demo").delete("/v1/shares/" + share.get("id").asText()).expect(204);
    assertThat(fields("/v1/keys", "id")).doesNotContain(key);
  }

  @Test
  void theLedgerComesBackFromTheLogAndNoAddressChangesHands() {
    // Given
    OwnedContainer container = OwnedContainer.create(name());
    PublicIp kept = container.primary();
    PublicIp left = PublicIp.attachTo(container);
    left.awaitLogin(container);
    left.detach().expect(202);
    left.awaitRefused(container);
    Instant then = Instant.now();
    String history = history(left);
    awaitPublished();
    int published = records("postern.ips");

    // When
    ServiceDatabases.empty("ips");

    // Then
    kept.awaitLogin(container);

    // When
    Postern.Result restored = Postern.runAs("auditor", "audit", "restore", "ip-service");

    // Then
    restored.expect(0);
    kept.awaitLogin(container);
    assertThat(kept.holderAt(then)).isEqualTo(container.id());
    assertThat(history(left)).as("to the microsecond").isEqualTo(history);
    assertThat(records("postern.ips")).as("nothing is published for it").isEqualTo(published);
    assertThat(PublicIp.choose(container, left.address()).status()).as("quarantine").isEqualTo(409);
    PublicIp.attachTo(container).awaitLogin(container);
  }

  private static String name() {
    return "drill-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String addKey() {
    return Api.keys("demo")
        .post("/v1/keys", "{\"key\":\"" + NewPublicKeys.ed25519("drill") + "\"}")
        .expect(201)
        .json()
        .get("id")
        .asText();
  }

  private static Set<String> fields(String path, String field) {
    Set<String> values = new TreeSet<>();
    Api.keys("demo")
        .get(path + "?limit=200")
        .expect(200)
        .json()
        .get("items")
        .forEach(item -> values.add(item.get(field).asText()));
    return values;
  }

  private static String history(PublicIp ip) {
    return Api.ips("demo").get("/v1/ips/" + ip.address() + "/history").expect(200).text();
  }

  private static int records(String topic) {
    return KafkaLog.readAll("localhost:" + Postern.port(9092), topic).size();
  }

  /** The last event of a detach follows in moments. */
  private static void awaitPublished() {
    int[] last = {-1};
    await()
        .atMost(WITHIN)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              int now = records("postern.ips");
              boolean still = now == last[0];
              last[0] = now;
              return still;
            });
  }

  private static void awaitGateway(OwnedContainer container) {
    await().atMost(WITHIN).until(() -> login(container).equals(container.name()));
  }

  private static String login(OwnedContainer container) throws IOException, InterruptedException {
    Process ssh = GatewaySsh.process(command(container, "uname -n")).start();
    String out = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(ssh.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private static List<String> command(OwnedContainer container, String command) {
    Path key = Postern.data().resolve("secrets").resolve("demo");
    return GatewaySsh.command(key, container.name() + "-demo", command);
  }

  /** Somebody in a container, who says something now and then. */
  private record OpenSession(Process ssh) implements AutoCloseable {

    static OpenSession to(OwnedContainer container) throws IOException {
      return new OpenSession(GatewaySsh.process(command(container, "cat")).start());
    }

    String echo(String word) throws IOException {
      ssh.outputWriter(StandardCharsets.UTF_8).write(word + "\n");
      ssh.outputWriter(StandardCharsets.UTF_8).flush();
      return ssh.inputReader(StandardCharsets.UTF_8).readLine();
    }

    @Override
    public void close() {
      ssh.destroy();
    }
  }
}
