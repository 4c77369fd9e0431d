package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.ssh.SshClient;
import dev.postern.backends.testing.KafkaLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A public address that {@code demo} requests and logs in at. */
record PublicIp(String address, int port) {

  /** A killed service takes seconds to be back; a machine that is busy with tests, longer. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  static PublicIp of(JsonNode view) {
    return new PublicIp(view.get("address").asText(), view.get("port").asInt());
  }

  static PublicIp attachTo(OwnedContainer container) {
    return of(ask(container, "ipv4").expect(201).json());
  }

  static Api.Answer ask(OwnedContainer container, String family) {
    return Api.ips("demo").post(ips(container), "{\"family\":\"" + family + "\"}");
  }

  static Api.Answer choose(OwnedContainer container, String address) {
    return Api.ips("demo")
        .post(ips(container), "{\"family\":\"ipv4\",\"address\":\"" + address + "\"}");
  }

  /** One for each key, requested at the same time, and again with the same key until answered. */
  static List<PublicIp> attachAll(OwnedContainer container, List<String> keys) {
    return InParallel.map(
        keys,
        key ->
            of(
                await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(
                        () ->
                            Api.ips("demo")
                                .postOnce(key, ips(container), "{\"family\":\"ipv4\"}")
                                .expect(201),
                        answer -> true)
                    .json()));
  }

  static Api.Answer swap(OwnedContainer a, OwnedContainer b) {
    return Api.ips("demo")
        .post(
            "/v1/ips/swap",
            "{\"a\":\"%s\",\"b\":\"%s\",\"family\":\"ipv4\"}".formatted(a.id(), b.id()));
  }

  private static String ips(OwnedContainer container) {
    return "/v1/containers/" + container.id() + "/ips";
  }

  Api.Answer moveTo(OwnedContainer container) {
    return Api.ips("demo")
        .post("/v1/ips/" + address + "/move", "{\"to\":\"" + container.id() + "\"}");
  }

  Api.Answer detach() {
    return Api.ips("demo").delete("/v1/ips/" + address);
  }

  /** With the password that was mailed for the container. */
  SshClient client(OwnedContainer container) {
    return SshClient.to("root", address, port).password(container.mail().password());
  }

  void awaitLogin(OwnedContainer container) {
    awaitAnswer(
        container, answer -> assertThat(answer.stdout()).isEqualTo(container.name() + "\n"));
  }

  void awaitNoLogin(OwnedContainer container) {
    awaitAnswer(container, answer -> assertThat(answer.exit()).isEqualTo(255));
  }

  void awaitRefused(OwnedContainer container) {
    awaitAnswer(container, answer -> assertThat(answer.stderr()).contains("Connection refused"));
    await().atMost(PATIENCE).ignoreExceptions().until(() -> holderAt(Instant.now()).isEmpty());
  }

  private void awaitAnswer(OwnedContainer container, Consumer<SshClient.Result> assertion) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              try (SshClient client = client(container)) {
                assertion.accept(client.run("uname -n"));
              }
            });
  }

  /** The id of the container that held the address then; empty where none did. */
  String holderAt(Instant at) {
    return Api.ips("demo")
        .get("/v1/ips/" + address + "/history?at=" + at)
        .expect(200)
        .json()
        .at("/items/0/container")
        .asText();
  }

  /**
   * All events of the address on {@code postern.ips}, in this order. After a kill an event may be
   * there twice, with one id: the outbox promises at least once.
   */
  void awaitEvents(String... types) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<ConsumerRecord<String, String>> events = events();
              assertThat(events)
                  .extracting(event -> header(event, "ce_type"))
                  .containsExactlyElementsOf(
                      List.of(types).stream().map(type -> "dev.postern." + type + ".v1").toList());
              assertThat(events)
                  .extracting(event -> header(event, "ce_sequence"))
                  .isEqualTo(
                      IntStream.rangeClosed(1, types.length).mapToObj(String::valueOf).toList());
            });
  }

  private List<ConsumerRecord<String, String>> events() {
    Set<String> seen = new HashSet<>();
    return KafkaLog.readAll("localhost:" + Postern.port(9092), "postern.ips").stream()
        .filter(event -> address.equals(event.key()))
        .filter(event -> seen.add(header(event, "ce_id")))
        .toList();
  }

  private static String header(ConsumerRecord<?, ?> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
