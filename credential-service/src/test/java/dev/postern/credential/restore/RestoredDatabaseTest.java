package dev.postern.credential.restore;

import static dev.postern.credential.testing.Mailman.acknowledge;
import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.awaitEvents;
import static dev.postern.credential.testing.Mailman.events;
import static dev.postern.credential.testing.Mailman.lease;
import static dev.postern.credential.testing.Mailman.password;
import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.register;
import static dev.postern.credential.testing.Requests.registerUnreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Database;
import dev.postern.credential.testing.DatabaseBackup;
import dev.postern.credential.testing.OtherServices;
import dev.postern.credential.testing.OwnerLogin;
import dev.postern.credential.testing.RealContainers;
import dev.postern.credential.testing.Requests;
import dev.postern.events.EventHeaders;
import dev.postern.events.Topics;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerDeleted;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetSuperseded;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.notifications.CredentialsMailed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The database is taken back to a backup; Kafka and the container keep what happened since. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class RestoredDatabaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static RealContainers containers;

  @Inject RestoreReconciler reconciler;

  @BeforeAll
  static void startContainers() {
    containers = RealContainers.orSkip();
  }

  @AfterAll
  static void deleteContainers() {
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void aPasswordThatWasUnfinishedInTheBackupAndMailedSinceStaysTheContainers() throws Exception {
    LocalContainer local = containers.create();
    String id = created(local);
    DatabaseBackup backup = whileItsResetIsUnfinished(local, id);
    PasswordReset applied = awaitEvent(id, PasswordReset.class);
    String password = password(applied.secretRef(), id, 2, "demo");
    mailed(id, applied.secretRef(), 2);

    backup.restore();

    awaitState(id, "NOTIFIED");
    assertThat(credential(id, "generation")).isEqualTo("2");
    assertThat(sealedSecrets(id, 2)).isZero();
    assertThat(OwnerLogin.logsIn(local, password)).isTrue();
    assertThat(events(id, PasswordReset.class)).hasSize(1);
    assertThat(events(id, PasswordResetFailed.class)).isEmpty();
  }

  @Test
  void aSecretThatWasMailedSinceTheBackupDoesNotComeBack() throws Exception {
    String id = created(containers.create());
    String ref = awaitEvent(id, ContainerCreated.class).secretRef();
    awaitAllPublished(id);
    DatabaseBackup backup = DatabaseBackup.of(id);
    mailed(id, ref, 1);
    awaitAllCommitted();

    backup.restore();

    awaitState(id, "NOTIFIED");
    assertThat(sealedSecrets(id, 1)).isZero();
    assertThat(lease(ref).statusCode()).isEqualTo(410);
  }

  @Test
  void aPasswordThatWasAppliedAndWhoseSecretIsLostIsReplacedByOneWithAMail() throws Exception {
    LocalContainer local = containers.create();
    String id = created(local);
    DatabaseBackup backup = whileItsResetIsUnfinished(local, id);
    awaitEvent(id, PasswordReset.class);
    awaitAllPublished(id);

    backup.restore();

    assertThatAnotherOneLogsIn(local, id, 3);
    assertThat(state(id, 2)).isEqualTo("SUPERSEDED");
    PasswordResetSuperseded lost = awaitEvents(id, PasswordResetSuperseded.class, 2).get(1);
    assertThat(lost.generation()).isEqualTo(2);
    assertThat(lost.supersededBy()).isEqualTo(3);
  }

  @Test
  void aPasswordOfWhichNothingWasPublishedIsReplacedByOneWithAMail() throws Exception {
    LocalContainer local = containers.create();
    String id = created(local);
    DatabaseBackup backup = whileItIsAway(local, id);
    String since = registerUnreachable("demo");
    awaitAllPublished(since);
    DatabaseBackup.forget(since);
    Instant noticed = Instant.now();

    backup.restore();
    local.start();

    assertThatAnotherOneLogsIn(local, id, 3);
    assertThat(state(id, 2)).isEqualTo("SUPERSEDED");
    reconciler.allTold(noticed).await().atMost(PATIENCE);
    assertThat(credential(id, "generation")).isEqualTo("3");
    as("demo").get("/v1/containers/" + since).then().statusCode(404);
  }

  @Test
  void whatEndedSinceTheBackupStaysAsItEnded() throws Exception {
    LocalContainer local = containers.create();
    String id = created(local);
    DatabaseBackup backup = whileItIsAway(local, id);
    as("platform")
        .body("{\"status\":\"STOPPED\"}")
        .put("/v1/containers/" + id + "/runtime")
        .then()
        .statusCode(200);
    awaitEvent(id, PasswordResetFailed.class);
    awaitAllPublished(id);

    backup.restore();

    awaitState(id, "FAILED");
    assertThat(credential(id, "reason")).isEqualTo("CONTAINER_STOPPED");
    assertThat(as("demo").get("/v1/containers/" + id).<String>path("runtime")).isEqualTo("STOPPED");
    awaitReconciled();
    assertThat(events(id, PasswordResetFailed.class)).hasSize(1);
    assertThat(credential(id, "generation")).isEqualTo("2");
  }

  @Test
  void aContainerThatWasDeletedSinceTheBackupStaysDeleted() throws Exception {
    String id = created(containers.create());
    awaitAllPublished(id);
    DatabaseBackup backup = DatabaseBackup.of(id);
    as("platform").delete("/v1/containers/" + id).then().statusCode(204);
    awaitEvent(id, ContainerDeleted.class);
    awaitAllPublished(id);

    backup.restore();

    await()
        .atMost(PATIENCE)
        .until(() -> as("demo").get("/v1/containers/" + id).statusCode() == 404);
    awaitReconciled();
    assertThat(sealedSecrets(id, 1)).isZero();
    assertThat(events(id, ContainerDeleted.class)).hasSize(1);
  }

  @Test
  void anAddressThatWasAttachedSinceTheBackupIsThereAndNoOlderStateIsPublished() throws Exception {
    String id = registerUnreachable("demo");
    awaitAllPublished(id);
    DatabaseBackup backup = DatabaseBackup.of(id);
    String address = "192.0.2." + (1 + Math.floorMod(id.hashCode(), 250));
    OtherServices.publish(
        "ip-service", new PublicIpAttached(address, 22, Family.IPV4, id, "demo", true));
    await().atMost(PATIENCE).until(() -> addresses(id).contains(address));
    awaitAllPublished(id);
    awaitAllCommitted();
    int states = records(Topics.STATE_CONTAINERS, id);

    backup.restore();

    await().atMost(PATIENCE).until(() -> addresses(id).contains(address));
    awaitReconciled();
    assertThat(records(Topics.STATE_CONTAINERS, id)).isEqualTo(states);
  }

  @Test
  void whatIsToldTwiceAfterADeathHalfWayChangesNothingMore() throws Exception {
    LocalContainer local = containers.create();
    String id = created(local);
    DatabaseBackup backup = whileItsResetIsUnfinished(local, id);
    PasswordReset applied = awaitEvent(id, PasswordReset.class);
    mailed(id, applied.secretRef(), 2);
    backup.restore();
    awaitState(id, "NOTIFIED");
    awaitReconciled();
    long told = history(id);

    backup.forgetTheEvents();

    awaitReconciledAfter(backup);
    assertThat(state(id, 2)).isEqualTo("NOTIFIED");
    assertThat(credential(id, "generation")).isEqualTo("2");
    assertThat(history(id)).isEqualTo(told);
  }

  @Test
  void aResetAfterARestoreIsAboveAllThatWasPublishedAndItsPasswordLogsIn() throws Exception {
    LocalContainer local = containers.create();
    String id = created(local);
    awaitAllPublished(id);
    DatabaseBackup backup = DatabaseBackup.of(id);
    reset(id);
    awaitEvents(id, PasswordReset.class, 1);
    reset(id);
    PasswordReset third = awaitEvents(id, PasswordReset.class, 2).get(1);
    mailed(id, third.secretRef(), 3);

    backup.restore();
    awaitState(id, "NOTIFIED");
    awaitReconciled();
    assertThat(state(id, 2)).isEqualTo("SUPERSEDED");
    reset(id);

    assertThatAnotherOneLogsIn(local, id, 4);
    assertThat(sequences(id)).doesNotHaveDuplicates().isSorted();
  }

  private static String created(LocalContainer local) {
    String id = register(container("demo", name(), local.host(), local.port()));
    awaitEvent(id, ContainerCreated.class);
    return id;
  }

  /** Asks for a reset while the container is away, and lets it be applied after the backup. */
  private static DatabaseBackup whileItsResetIsUnfinished(LocalContainer local, String id)
      throws SQLException {
    DatabaseBackup backup = whileItIsAway(local, id);
    local.start();
    return backup;
  }

  /** Asks for a reset that cannot reach the container. */
  private static DatabaseBackup whileItIsAway(LocalContainer local, String id) throws SQLException {
    local.stop();
    reset(id);
    awaitAttempt(id, 2);
    awaitAllPublished(id);
    return DatabaseBackup.of(id);
  }

  /** What notification-service does when the mail server has accepted a mail. */
  private static void mailed(String id, String secretRef, long generation) {
    OtherServices.publish(
        "notification-service",
        new CredentialsMailed(id, "demo", generation, UUID.randomUUID(), 1));
    awaitState(id, "NOTIFIED");
    acknowledge(secretRef);
    awaitAllPublished(id);
  }

  private static void assertThatAnotherOneLogsIn(LocalContainer local, String id, long generation)
      throws Exception {
    PasswordReset last =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    events(id, PasswordReset.class).stream()
                        .filter(event -> event.generation() == generation)
                        .findFirst()
                        .orElse(null),
                found -> found != null);
    assertThat(OwnerLogin.logsIn(local, password(last.secretRef(), id, generation, "demo")))
        .isTrue();
    assertThat(credential(id, "generation")).isEqualTo(Long.toString(generation));
  }

  private static void reset(String id) {
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);
  }

  private static void awaitAttempt(String id, long generation) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Database.count(
                        "SELECT count(*) FROM generation WHERE container = ? AND generation = ?"
                            + " AND reason = 'UNREACHABLE'",
                        id,
                        generation)
                    == 1);
  }

  private static void awaitState(String id, String state) {
    await().atMost(PATIENCE).until(() -> credential(id, "state").equals(state));
  }

  private static void awaitAllPublished(String id) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Database.count(
                        "SELECT count(*) FROM outbox_event WHERE published_at IS NULL AND key = ?",
                        id)
                    == 0);
  }

  /** Nothing is being told, and the relay goes on. */
  private static void awaitReconciled() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Database.count("SELECT count(*) FROM outbox_restore") == 0
                    && Database.count(
                            "SELECT count(*) FROM pg_locks"
                                + " WHERE locktype = 'advisory' AND granted")
                        > 1);
  }

  private static void awaitReconciledAfter(DatabaseBackup backup) {
    await().atMost(PATIENCE).until(() -> !backup.isAsOld());
    awaitReconciled();
  }

  /** The group's offsets, without which Kafka delivers again what the database lost. */
  private static void awaitAllCommitted() {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", Backends.kafkaBootstrap(), "group.id", "credential-service"),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          List.of(Topics.NOTIFICATIONS, Topics.IPS).stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      await()
          .atMost(PATIENCE)
          .pollInSameThread()
          .until(
              () -> {
                var committed = consumer.committed(Set.copyOf(partitions));
                return consumer.endOffsets(partitions).entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .allMatch(
                        end ->
                            committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset() >= end.getValue());
              });
    }
  }

  private static String credential(String id, String field) {
    return Requests.credential(id, field);
  }

  private static List<String> addresses(String id) {
    return as("demo").get("/v1/containers/" + id).then().extract().path("addresses.address");
  }

  private static String state(String id, long generation) throws SQLException {
    return Database.text(
        "SELECT state FROM generation WHERE container = ? AND generation = ?", id, generation);
  }

  private static long sealedSecrets(String id, long generation) throws SQLException {
    return Database.count(
        "SELECT count(*) FROM generation"
            + " WHERE container = ? AND generation = ? AND sealed IS NOT NULL",
        id,
        generation);
  }

  private static long history(String id) throws SQLException {
    return Database.count("SELECT count(*) FROM container_event WHERE container = ?", id);
  }

  private static int records(String topic, String id) {
    return (int)
        KafkaLog.readAll(Backends.kafkaBootstrap(), topic).stream()
            .filter(record -> id.equals(record.key()))
            .count();
  }

  private static List<Long> sequences(String id) {
    return KafkaLog.readAll(Backends.kafkaBootstrap(), Topics.CONTAINERS).stream()
        .filter(record -> id.equals(record.key()))
        .map(record -> record.headers().lastHeader(EventHeaders.SEQUENCE).value())
        .map(value -> Long.valueOf(new String(value, StandardCharsets.UTF_8)))
        .toList();
  }
}
