package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every record of every topic is as the AsyncAPI document says, and what follows from one request
 * has its trace. What the other classes cause is read after each of them ({@link StartedProduct}).
 */
@ExtendWith(StartedProduct.class)
class PublishedRecordsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String REGISTRATION = "0af7651916cd43dd8448eb211c80319c";
  private static final String RESET = "1af7651916cd43dd8448eb211c80319c";
  private static final String BATCH = "2af7651916cd43dd8448eb211c80319c";
  private static final String DETACHING = "3af7651916cd43dd8448eb211c80319c";
  private static final String DELETION = "4af7651916cd43dd8448eb211c80319c";

  private static final EventsDocument DOCUMENT = new EventsDocument();

  @TempDir static Path folder;

  private static String container;
  private static String address;

  @BeforeAll
  static void everythingHappensOnce() throws Exception {
    OwnedContainer owned = OwnedContainer.create("records-1");
    container = owned.id();
    awaitMailed(1);
    aReset(RESET, "/v1/containers/" + container + "/password-resets", "{}", 2);
    aReset(BATCH, "/v1/password-resets", "{\"containers\":[\"" + container + "\"]}", 3);
    aMalformedTraceIsNoneOfOurs();
    anAddressComesAndGoes(owned);
    keysAndLogins(owned.name());
    aShareIsGivenAndTakenBack();
    Api.credentials("platform")
        .within(traceParent(DELETION))
        .delete("/v1/containers/" + container)
        .expect(204);
    awaitRecord(record -> is(record, "ContainerDeleted") && key(record).equals(container));
  }

  @Test
  void everyRecordIsAsTheDocumentSays() {
    Map<String, String> broken = new TreeMap<>();
    List<ConsumerRecord<byte[], byte[]>> records = records();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      DOCUMENT
          .breaches(record)
          .forEach(breach -> broken.put(named(record) + ": " + breach, place(record)));
    }

    assertThat(records).hasSizeGreaterThan(20);
    assertThat(broken).as("breach and a place of one").isEmpty();
  }

  @Test
  void theMainJobPublishesWhatTheDocumentNames() {
    assertThat(
            records().stream()
                .filter(record -> !record.topic().equals(EventsDocument.CHECKPOINTS))
                .map(PublishedRecordsTest::type)
                .collect(Collectors.toSet()))
        .isSubsetOf(DOCUMENT.published())
        .contains(
            "dev.postern.ContainerRegistered.v1",
            "dev.postern.ContainerCreated.v1",
            "dev.postern.PasswordResetRequested.v1",
            "dev.postern.PasswordReset.v1",
            "dev.postern.CredentialsMailed.v1",
            "dev.postern.PublicIpAttachRequested.v1",
            "dev.postern.PublicIpAttached.v1",
            "dev.postern.PublicIpDetachRequested.v1",
            "dev.postern.PublicIpDetached.v1",
            "dev.postern.KeyAdded.v1",
            "dev.postern.KeyRemoved.v1",
            "dev.postern.EnvironmentShared.v1",
            "dev.postern.EnvironmentUnshared.v1",
            "dev.postern.SessionOpened.v1",
            "dev.postern.SessionClosed.v1",
            "dev.postern.LoginRefused.v1",
            "dev.postern.KeyState.v1",
            "dev.postern.ShareState.v1",
            "dev.postern.ContainerState.v1",
            "dev.postern.ContainerDeleted.v1");
  }

  @Test
  void whatFollowsFromAResetHasItsTrace() {
    for (String trace : List.of(RESET, BATCH)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(inTrace(trace))
                      .containsExactlyInAnyOrder(
                          "RequestMade",
                          "PasswordResetRequested",
                          "PasswordReset",
                          "SecretLeased",
                          "CredentialsMailed",
                          "SecretAcknowledged"));
    }
  }

  @Test
  void whoAskedForAResetIsFoundFromWhatCameOfIt() {
    ConsumerRecord<byte[], byte[]> asked = only("PasswordResetRequested", RESET);
    ConsumerRecord<byte[], byte[]> reset = only("PasswordReset", RESET);
    ConsumerRecord<byte[], byte[]> mailed = only("CredentialsMailed", RESET);

    assertThat(EventsDocument.data(asked).at("/actor/account").asText()).isEqualTo("demo");
    assertThat(EventsDocument.data(reset).has("actor")).isFalse();
    assertThat(header(reset, "ce_causationid")).isEqualTo(header(asked, "ce_id"));
    assertThat(header(mailed, "ce_causationid")).isEqualTo(header(reset, "ce_id"));
  }

  private static ConsumerRecord<byte[], byte[]> only(String type, String trace) {
    List<ConsumerRecord<byte[], byte[]>> found =
        records().stream()
            .filter(record -> is(record, type) && trace(record).equals(trace))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void whatFollowsFromARegistrationHasOneTrace() {
    List<String> traces =
        records().stream()
            .filter(
                record ->
                    key(record).equals(container)
                        && (is(record, "ContainerRegistered")
                            || is(record, "ContainerCreated")
                            || is(record, "CredentialsMailed") && generation(record) == 1))
            .map(PublishedRecordsTest::trace)
            .toList();

    assertThat(traces).hasSize(3).allMatch(traces.get(0)::equals);
    assertThat(inTrace(traces.get(0)))
        .as("the address that it asked for too")
        .contains("PublicIpAttachRequested", "PublicIpAttached", "ContainerState");
  }

  @Test
  void whatTheNetworkAndADeletionDidHasTheTraceOfWhoAsked() {
    assertThat(inTrace(REGISTRATION)).contains("PublicIpAttachRequested", "PublicIpAttached");
    assertThat(inTrace(DETACHING)).contains("PublicIpDetachRequested", "PublicIpDetached");
    assertThat(inTrace(DELETION)).contains("ContainerDeleted");
    assertThat(
            records().stream()
                .filter(record -> is(record, "ContainerState") && record.value() == null)
                .filter(record -> key(record).equals(container))
                .map(PublishedRecordsTest::trace))
        .containsExactly(DELETION);
  }

  private static void aReset(String trace, String path, String body, int generation) {
    Api.credentials("demo").within(traceParent(trace)).post(path, body).expect(202);
    awaitMailed(generation);
  }

  private static void aMalformedTraceIsNoneOfOurs() {
    Api.credentials("demo")
        .within("00-hostile")
        .post("/v1/containers/" + container + "/password-resets", "{}")
        .expect(202);
    awaitMailed(4);
  }

  private static void anAddressComesAndGoes(OwnedContainer owned) {
    address =
        Api.ips("demo")
            .within(traceParent(REGISTRATION))
            .post("/v1/containers/" + container + "/ips", "{\"family\":\"ipv4\"}")
            .expect(201)
            .json()
            .get("address")
            .asText();
    awaitRecord(record -> is(record, "PublicIpAttached") && trace(record).equals(REGISTRATION));
    Api.ips("demo").within(traceParent(DETACHING)).delete("/v1/ips/" + address).expect(202);
    awaitRecord(record -> is(record, "PublicIpDetached") && trace(record).equals(DETACHING));
  }

  private static void keysAndLogins(String name) throws Exception {
    Path key = newKey("records");
    String line = Files.readString(folder.resolve("records.pub")).strip();
    String id =
        Api.keys("demo")
            .post("/v1/keys", "{\"key\":\"" + line + "\"}")
            .expect(201)
            .json()
            .get("id")
            .asText();
    await().atMost(PATIENCE).until(() -> ssh(key, name + "-demo") == 0);
    ssh(newKey("stranger"), name + "-demo");
    ssh(key, "nothing-demo");
    awaitRecord(record -> is(record, "LoginRefused"));
    Api.keys("demo").delete("/v1/keys/" + id).expect(204);
    awaitRecord(record -> is(record, "KeyRemoved"));
  }

  private static void aShareIsGivenAndTakenBack() {
    JsonNode share =
        Api.keys("demo")
            .post("/v1/shares", "{\"environment\":\"records\",\"with\":\"friend\"}")
            .expect(201)
            .json();
    Api.keys("demo").delete("/v1/shares/" + share.get("id").asText()).expect(204);
    awaitRecord(record -> is(record, "EnvironmentUnshared"));
  }

  private static Path newKey(String name) throws Exception {
    Path key = folder.resolve(name);
    run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
    return key;
  }

  private static int ssh(Path key, String login) throws IOException, InterruptedException {
    return run(GatewaySsh.command(key, login, "true"));
  }

  private static int run(List<String> words) throws IOException, InterruptedException {
    Process process =
        GatewaySsh.process(words).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : 124;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void awaitMailed(int generation) {
    awaitRecord(
        record ->
            is(record, "CredentialsMailed")
                && key(record).equals(container)
                && generation(record) == generation);
  }

  private static void awaitRecord(Predicate<ConsumerRecord<byte[], byte[]>> which) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> records().stream().anyMatch(which));
  }

  /** Kafka's own topics are not Postern's, nor is what tests wrote. */
  private static List<ConsumerRecord<byte[], byte[]>> records() {
    return KafkaTopics.everyRecord().stream()
        .filter(record -> !record.topic().startsWith("__"))
        .filter(record -> record.headers().lastHeader(KafkaTopics.OF_A_TEST) == null)
        .toList();
  }

  /** Names of the types of a trace's records, each once. */
  private static TreeSet<String> inTrace(String trace) {
    return records().stream()
        .filter(record -> trace(record).equals(trace))
        .map(record -> type(record).replaceAll("dev\\.postern\\.|\\.v1", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String traceParent(String trace) {
    return "00-" + trace + "-b7ad6b7169203331-01";
  }

  private static String trace(ConsumerRecord<byte[], byte[]> record) {
    return Stream.of(header(record, "traceparent").split("-")).skip(1).findFirst().orElse("");
  }

  private static boolean is(ConsumerRecord<byte[], byte[]> record, String type) {
    return type(record).equals("dev.postern." + type + ".v1");
  }

  private static String type(ConsumerRecord<byte[], byte[]> record) {
    return header(record, "ce_type");
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key());
  }

  private static long generation(ConsumerRecord<byte[], byte[]> record) {
    return EventsDocument.data(record).path("generation").asLong();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return Objects.requireNonNullElse(EventsDocument.headers(record).get(name), "");
  }

  private static String named(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + " " + type(record);
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.partition() + "/" + record.offset();
  }
}
