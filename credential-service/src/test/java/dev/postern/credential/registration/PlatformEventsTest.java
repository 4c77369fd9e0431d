package dev.postern.credential.registration;

import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Mailman;
import dev.postern.credential.testing.OtherServices;
import dev.postern.events.EventJson;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.PlatformRequestRefused;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.platform.ContainerProvisioned;
import dev.postern.events.platform.ContainerReach;
import dev.postern.events.platform.ContainerRecreated;
import dev.postern.events.platform.ContainerRetired;
import dev.postern.events.platform.ContainerStarted;
import dev.postern.events.platform.ContainerStopped;
import dev.postern.events.platform.PlatformEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** What a platform says by event, twice and in any order. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class PlatformEventsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final String account = "tenant-" + name();
  private final String ref = "platform-" + name();

  @Test
  void registersAProvisionedContainerOnceHoweverOftenItIsTold() {
    UUID id = UUID.randomUUID();
    say(0, provisioned("one"), id);
    say(0, provisioned("one"), id);
    say(0, provisioned("one"), UUID.randomUUID());

    settle();

    assertThat(containers()).hasSize(1);
    assertThat(containers().get(0)).containsEntry("name", "one").containsEntry("layer", "cp");
    assertThat(generation()).isEqualTo(1);
  }

  @Test
  void theRegistrationNamesThePlatformsRef() {
    say(0, provisioned("one"));

    settle();

    String id = (String) containers().get(0).get("id");
    assertThat(Mailman.awaitEvent(id, ContainerRegistered.class).ref()).isEqualTo(ref);
  }

  @Test
  void endsStoppedWhereItWasStoppedLastWhateverCameLast() {
    say(3, new ContainerStopped(ref));
    say(0, provisioned("one"));
    say(2, new ContainerStarted(ref, null));

    settle();

    assertThat(containers().get(0)).containsEntry("runtime", "STOPPED");
  }

  @Test
  void makesOneNewPasswordPerRecreation() {
    say(0, provisioned("one"));
    UUID id = UUID.randomUUID();
    say(2, new ContainerRecreated(ref, null), id);
    say(2, new ContainerRecreated(ref, null), id);
    say(2, new ContainerRecreated(ref, null), UUID.randomUUID());
    say(1, new ContainerStopped(ref));

    settle();

    assertThat(generation()).isEqualTo(2);
    assertThat(containers().get(0)).containsEntry("runtime", "RUNNING");
  }

  @Test
  void losesNoRecreationThatComesAfterALaterStop() {
    say(0, provisioned("one"));
    say(5, new ContainerStopped(ref));
    say(4, new ContainerRecreated(ref, null));

    settle();

    assertThat(generation()).isEqualTo(2);
    assertThat(containers().get(0)).containsEntry("runtime", "STOPPED");
  }

  @Test
  void bringsNoRetiredContainerBack() {
    say(0, provisioned("one"));
    say(2, new ContainerRetired(ref));
    say(1, new ContainerStarted(ref, reach(7)));
    say(3, provisioned("one"));

    settle();

    assertThat(containers()).isEmpty();
  }

  @Test
  void registersNoContainerThatWasRetiredBeforeItWasTold() {
    say(2, new ContainerRetired(ref));
    say(0, provisioned("one"));

    settle();

    assertThat(containers()).isEmpty();
  }

  @Test
  void storesWhatBreaksTheRulesAsADeadLetterAndGoesOn() {
    say(0, provisioned("NOT A NAME"));
    say(
        0,
        new ContainerProvisioned(
            ref,
            account,
            "metadata",
            "shop",
            null,
            true,
            PublicIpCounts.NONE,
            new ContainerReach("ssh", "169.254.169.254", 22, List.of())));
    say(0, provisioned("one"));

    settle();

    assertThat(containers()).hasSize(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.DEAD_LETTERS))
                    .filteredOn(record -> ref.equals(record.key()))
                    .hasSize(2));
    String told =
        as("operator")
            .get("/v1/dead-letters?limit=200")
            .then()
            .statusCode(200)
            .body("items.topic", hasItem("platform.containers"))
            .body("items.type", hasItem("dev.postern.platform.ContainerProvisioned.v1"))
            .extract()
            .asString();
    assertThat(told).doesNotContain("NOT A NAME", ref, account);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(refusals())
                    .as("the platform is told which field")
                    .extracting(PlatformRequestRefused::field)
                    .containsExactly("name", "access"));
    assertThat(refusals())
        .allSatisfy(
            refusal -> {
              assertThat(refusal.event()).isNotNull();
              assertThat(refusal.type()).isEqualTo("dev.postern.platform.ContainerProvisioned.v1");
              assertThat(refusal.reason()).isNotBlank().doesNotContain("NOT A NAME");
            });
    as("demo").get("/v1/dead-letters").then().statusCode(403);
  }

  private List<PlatformRequestRefused> refusals() {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.CONTAINERS).stream()
        .filter(record -> ref.equals(record.key()))
        .map(record -> EventJson.read(record.value(), PlatformRequestRefused.class))
        .toList();
  }

  private void say(int second, PlatformEvent event) {
    say(second, event, UUID.randomUUID());
  }

  private static void say(int second, PlatformEvent event, UUID id) {
    OtherServices.publish("platform", event, id, BEGIN.plusSeconds(second));
  }

  /** Another container behind it on the same partition: when that is there, all else was seen. */
  private void settle() {
    String other = "last-" + account;
    say(
        0,
        new ContainerProvisioned(
            samePartition(ref), other, "last", "shop", null, true, PublicIpCounts.NONE, reach(1)));
    await().atMost(PATIENCE).until(() -> containersOf(other).size() == 1);
  }

  /** A ref that the default partitioner puts onto the same partition. */
  private static String samePartition(String ref) {
    int partition = partition(ref);
    return Stream.generate(() -> "platform-" + name())
        .filter(other -> partition(other) == partition)
        .findFirst()
        .orElseThrow();
  }

  private static int partition(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % 6;
  }

  private ContainerProvisioned provisioned(String name) {
    return new ContainerProvisioned(
        ref, account, name, "shop", "cp", true, PublicIpCounts.NONE, reach(1));
  }

  private static ContainerReach reach(int port) {
    return new ContainerReach("ssh", "127.0.0.1", port, List.of());
  }

  private List<Map<String, Object>> containers() {
    return containersOf(account);
  }

  private static List<Map<String, Object>> containersOf(String account) {
    return as(account).get("/v1/containers").then().statusCode(200).extract().path("items");
  }

  private int generation() {
    return as(account).get("/v1/containers").path("items[0].credential.generation");
  }
}
