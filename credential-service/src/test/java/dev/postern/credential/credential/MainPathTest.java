package dev.postern.credential.credential;

import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.lease;
import static dev.postern.credential.testing.Mailman.password;
import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.asService;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.Backends;
import dev.postern.backends.testing.KafkaLog;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Mailman;
import dev.postern.credential.testing.OtherServices;
import dev.postern.credential.testing.OwnerLogin;
import dev.postern.credential.testing.RealContainers;
import dev.postern.credential.testing.Requests;
import dev.postern.events.Topics;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetSuperseded;
import dev.postern.events.containers.Proof;
import dev.postern.events.containers.SecretAcknowledged;
import dev.postern.events.containers.SecretLeased;
import dev.postern.events.ips.Family;
import dev.postern.events.ips.PublicIpAttached;
import dev.postern.events.ips.PublicIpMoved;
import dev.postern.events.notifications.CredentialsMailed;
import dev.postern.events.notifications.MailFailed;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class MainPathTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static RealContainers containers;

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
  void setsAPasswordThatLogsInAndTellsWhereItIsSealed() throws Exception {
    LocalContainer local = containers.create();

    String id = register(local);

    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    assertThat(created.proof()).isEqualTo(Proof.LOGIN);
    assertThat(created.generation()).isEqualTo(1);
    assertThat(created.login()).isEqualTo("root");
    assertThat(created.requestedBy()).isEqualTo("platform");
    assertThat(local.hostKeyFingerprints()).containsAll(created.hostKeys());
    assertThat(created.hostKeys()).isNotEmpty();
    String password = password(created.secretRef(), id, 1, "demo");
    assertThat(OwnerLogin.logsIn(local, password)).isTrue();
    assertThat(credential(id, "state")).isEqualTo("APPLIED");
    assertThat(credential(id, "proof")).isEqualTo("LOGIN");
  }

  @Test
  void writesItsAccessKeysBesideTheManagementKeyAndLeavesTheUsersAlone() throws Exception {
    LocalContainer local = containers.create();
    String id = register(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    String password = password(created.secretRef(), id, 1, "demo");

    String file = OwnerLogin.run(local, password, "cat /etc/ssh/postern/authorized_keys");

    assertThat(file).contains(CredentialFiles.GATEWAY_KEY, CredentialFiles.managementKey());
    assertThat(OwnerLogin.run(local, password, "ls -A ~/.ssh 2>/dev/null || true")).isBlank();
    assertThat(OwnerLogin.run(local, password, "stat -c %a /etc/ssh/postern/authorized_keys"))
        .isEqualTo("600\n");
  }

  @Test
  void anAttemptGoesOnWithTheTraceOfTheRequest() throws Exception {
    LocalContainer local = containers.create();
    String registration = "0af7651916cd43dd8448eb211c80319c";
    String reset = "1af7651916cd43dd8448eb211c80319c";

    String id =
        as("platform")
            .header("traceparent", "00-" + registration + "-b7ad6b7169203331-01")
            .body(container("demo", name(), local.host(), local.port()))
            .post("/v1/containers")
            .path("id");
    awaitEvent(id, ContainerCreated.class);
    as("demo")
        .header("traceparent", "00-" + reset + "-b7ad6b7169203331-01")
        .post("/v1/containers/" + id + "/password-resets")
        .then()
        .statusCode(202);
    awaitEvent(id, PasswordReset.class);

    assertThat(Mailman.traces(id))
        .containsExactly(
            "ContainerRegistered " + registration,
            "ContainerCreated " + registration,
            "PasswordResetRequested " + reset,
            "PasswordResetSuperseded " + reset,
            "PasswordReset " + reset);
    assertThat(Mailman.causes(id))
        .as("a person or the platform asks, and a worker does it")
        .containsExactly(
            "ContainerRegistered of platform",
            "ContainerCreated after ContainerRegistered",
            "PasswordResetRequested of demo",
            "PasswordResetSuperseded after PasswordResetRequested",
            "PasswordReset after PasswordResetRequested");
  }

  @Test
  void refusesTheOldPasswordAfterAReset() throws Exception {
    LocalContainer local = containers.create();
    String id = register(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    String old = password(created.secretRef(), id, 1, "demo");

    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);

    PasswordReset reset = awaitEvent(id, PasswordReset.class);
    String current = password(reset.secretRef(), id, 2, "demo");
    assertThat(OwnerLogin.logsIn(local, current)).isTrue();
    assertThat(OwnerLogin.logsIn(local, old)).isFalse();
    assertThat(lease(created.secretRef()).statusCode()).isEqualTo(410);
    assertThat(awaitEvent(id, PasswordResetSuperseded.class).supersededBy()).isEqualTo(2);
  }

  @Test
  void endsWithThePasswordOfTheLastOfManyResetsAtOnce() throws Exception {
    LocalContainer local = containers.create();
    String id = register(local);
    awaitEvent(id, ContainerCreated.class);

    IntStream.range(0, 4)
        .parallel()
        .forEach(
            i ->
                as("demo")
                    .post("/v1/containers/" + id + "/password-resets")
                    .then()
                    .statusCode(202));

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Mailman.events(id, PasswordReset.class).stream()
                    .anyMatch(reset -> reset.generation() == 5));
    PasswordReset last =
        Mailman.events(id, PasswordReset.class).stream()
            .filter(reset -> reset.generation() == 5)
            .findFirst()
            .orElseThrow();
    assertThat(OwnerLogin.logsIn(local, password(last.secretRef(), id, 5, "demo"))).isTrue();
    await()
        .atMost(PATIENCE)
        .until(() -> Mailman.events(id, PasswordResetSuperseded.class).size() == 4);
    assertThat(credential(id, "generation")).isEqualTo("5");
  }

  @Test
  void givesASecretOnlyToTheServiceThatMailsItAndOnlyUntilItHas() throws Exception {
    LocalContainer local = containers.create();
    String id = register(local);
    String ref = awaitEvent(id, ContainerCreated.class).secretRef();
    String path = "/internal/v1/secrets/" + ref;

    given().post(path + "/lease").then().statusCode(401);
    for (String account : List.of("demo", "auditor", "operator", "platform")) {
      as(account).post(path + "/lease").then().statusCode(403);
      as(account).delete(path).then().statusCode(403);
    }
    asService("key-service").post(path + "/lease").then().statusCode(403);
    asService("key-service").delete(path).then().statusCode(403);
    assertThat(lease(ref).asString()).isEqualTo(lease(ref).asString());

    Mailman.acknowledge(ref);

    assertThat(lease(ref).statusCode()).isEqualTo(410);
    Mailman.acknowledge(ref);
    assertThat(lease("no-such-secret").statusCode()).isEqualTo(410);
    assertThat(Mailman.awaitEvents(id, SecretAcknowledged.class, 2))
        .allMatch(said -> said.secretRef().equals(ref));
    assertThat(Mailman.events(id, SecretLeased.class))
        .as("each time that it was read, and only then")
        .containsExactly(
            new SecretLeased(id, "demo", 1, ref), new SecretLeased(id, "demo", 1, ref));
    assertThat(Mailman.causes(id))
        .filteredOn(said -> said.startsWith("Secret"))
        .allMatch(said -> said.endsWith(" of notification-service"));
  }

  @Test
  void failsWherePasswordLoginIsSwitchedOffAndLeavesTheContainerAsItWas() {
    LocalContainer local =
        containers.create("PasswordAuthentication no", "KbdInteractiveAuthentication no");

    String id = register(local);

    PasswordResetFailed failed = awaitEvent(id, PasswordResetFailed.class);
    assertThat(failed.reason()).isEqualTo("PASSWORD_LOGIN_DISABLED");
    assertThat(credential(id, "state")).isEqualTo("FAILED");
    assertThat(Mailman.events(id, ContainerCreated.class)).isEmpty();
  }

  @Test
  void failsAResetOfAStoppedContainerAtOnce() {
    LocalContainer local = containers.create();
    String id = register(local);
    awaitEvent(id, ContainerCreated.class);
    as("platform")
        .body("{\"status\":\"STOPPED\"}")
        .put("/v1/containers/" + id + "/runtime")
        .then()
        .statusCode(200);

    String state =
        as("demo")
            .post("/v1/containers/" + id + "/password-resets")
            .then()
            .statusCode(202)
            .extract()
            .path("state");

    assertThat(state).isEqualTo("FAILED");
    assertThat(awaitEvent(id, PasswordResetFailed.class).reason()).isEqualTo("CONTAINER_STOPPED");
  }

  @Test
  void showsThatTheMailLeftAndTakesTheSecretAway() {
    LocalContainer local = containers.create();
    String id = register(local);
    String ref = awaitEvent(id, ContainerCreated.class).secretRef();

    OtherServices.publish(
        "notification-service", new CredentialsMailed(id, "demo", 1, UUID.randomUUID(), 1));

    await().atMost(PATIENCE).until(() -> credential(id, "state").equals("NOTIFIED"));
    assertThat(lease(ref).statusCode()).isEqualTo(410);
  }

  @Test
  void showsThatTheMailCouldNotBeSentAndKeepsTheSecretForARetry() {
    LocalContainer local = containers.create();
    String id = register(local);
    String ref = awaitEvent(id, ContainerCreated.class).secretRef();

    OtherServices.publish(
        "notification-service",
        new MailFailed(id, "demo", 1, UUID.randomUUID(), 1, "RECIPIENT_REFUSED"));

    await().atMost(PATIENCE).until(() -> credential(id, "state").equals("NOTIFY_FAILED"));
    assertThat(credential(id, "reason")).isEqualTo("RECIPIENT_REFUSED");
    assertThat(lease(ref).statusCode()).isEqualTo(200);
  }

  @Test
  void waitsWithTheEventForThePublicAddress() {
    LocalContainer local = containers.create();
    String body =
        container("demo", name(), local.host(), local.port())
            .replaceFirst("\\{", "{\"publicIps\":{\"ipv4\":1},");
    String id = Requests.register(body);
    OtherServices.publish(
        "ip-service", new PublicIpAttached("127.77.5.9", 2222, Family.IPV4, id, "demo", true));

    ContainerCreated created = awaitEvent(id, ContainerCreated.class);

    assertThat(created.addresses()).containsExactly(new Address("127.77.5.9", 2222));
    as("demo")
        .get("/v1/containers/" + id)
        .then()
        .body("addresses[0].address", equalTo("127.77.5.9"));
  }

  @Test
  void forgetsAnAddressThatWentToAnotherContainer() {
    String id = Requests.register(container("demo", name(), "127.0.0.1", 9));
    OtherServices.publish(
        "ip-service", new PublicIpAttached("127.77.5.8", 2222, Family.IPV4, id, "demo", true));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                as("demo")
                    .get("/v1/containers/" + id)
                    .then()
                    .body("addresses[0].address", equalTo("127.77.5.8")));

    OtherServices.publish(
        "ip-service",
        new PublicIpMoved("127.77.5.8", Family.IPV4, "cother", id, "demo", true, null));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                as("demo").get("/v1/containers/" + id).then().body("addresses.size()", equalTo(0)));
  }

  @Test
  void doesNotWaitForAnAddressForEver() {
    LocalContainer local = containers.create();
    String body =
        container("demo", name(), local.host(), local.port())
            .replaceFirst("\\{", "{\"publicIps\":{\"ipv4\":1},");

    String id = Requests.register(body);

    assertThat(awaitEvent(id, ContainerCreated.class).addresses()).isEmpty();
  }

  @Test
  void keepsNoSecretWhereNoMailIsWanted() {
    LocalContainer local = containers.create();
    String body =
        container("demo", name(), local.host(), local.port())
            .replaceFirst("\\{", "{\"notify\":false,");

    String id = Requests.register(body);

    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    assertThat(created.secretRef()).isNull();
    assertThat(created.secretExpiresAt()).isNull();
  }

  @Test
  void putsNoSecretOnAnyTopic() throws Exception {
    LocalContainer local = containers.create();
    String id = register(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);
    PasswordReset reset = awaitEvent(id, PasswordReset.class);
    List<String> secrets = new ArrayList<>();
    secrets.add(password(reset.secretRef(), id, 2, "demo"));
    secrets.add(lease(reset.secretRef()).path("sealed"));
    secrets.add("$6$");

    List<ConsumerRecord<String, String>> records =
        KafkaLog.readAll(
            Backends.kafkaBootstrap(),
            Topics.CONTAINERS,
            Topics.STATE_CONTAINERS,
            Topics.DEAD_LETTERS);

    assertThat(records).isNotEmpty();
    assertThat(records)
        .allSatisfy(
            record -> assertThat(record.toString()).doesNotContain(secrets.toArray(String[]::new)));
    assertThat(created.secretRef()).isNotBlank();
  }

  private static String register(LocalContainer local) {
    return Requests.register(container("demo", name(), local.host(), local.port()));
  }

  private static String credential(String id, String field) {
    return Requests.credential(id, field);
  }
}
