package dev.postern.credential.inspection;

import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.awaitEvents;
import static dev.postern.credential.testing.Mailman.events;
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
import dev.postern.credential.container.Containers;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.OwnerLogin;
import dev.postern.credential.testing.RealContainers;
import dev.postern.credential.transaction.Transactions;
import dev.postern.events.containers.AccessKeysRotated;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.ContainerUnreachable;
import dev.postern.events.containers.PasswordDrifted;
import dev.postern.events.containers.PasswordReset;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class InspectionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static RealContainers containers;

  @Inject Transactions transactions;
  @Inject Containers rows;
  @Inject Inspection inspection;
  @Inject InspectionRecorder inspectionRecorder;

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
  void noticesOnceThatAPasswordWasChangedAndLeavesItAlone() throws Exception {
    LocalContainer local = containers.create();
    String id = registered(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    assertThat(shown(id, "ssh.health"))
        .as("its first password was proven by a login")
        .isEqualTo("OK");
    inspect(id);
    assertThat(events(id, PasswordDrifted.class)).isEmpty();
    assertThat(shown(id, "credential.driftedAt")).isNull();
    String own = "My-Own-Password-1";
    OwnerLogin.run(
        local,
        password(created.secretRef(), id, 1, "demo"),
        "echo root:" + own + " | /usr/sbin/chpasswd");

    inspect(id);
    inspect(id);

    assertThat(awaitEvent(id, PasswordDrifted.class).generation()).isEqualTo(1);
    assertThat(shown(id, "credential.driftedAt")).isNotNull();
    assertThat(OwnerLogin.logsIn(local, own)).isTrue();
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);
    PasswordReset reset = awaitEvent(id, PasswordReset.class);
    inspect(id);
    assertThat(OwnerLogin.logsIn(local, password(reset.secretRef(), id, 2, "demo"))).isTrue();
    assertThat(events(id, PasswordDrifted.class)).hasSize(1);
  }

  @Test
  void writesRotatedAccessKeysIntoEveryContainerAndTheOldKeyIsRefused() throws Exception {
    LocalContainer local = containers.create();
    String id = registered(local);
    awaitEvent(id, ContainerCreated.class);
    KeyPair old = CredentialFiles.managementPair();
    assertThat(OwnerLogin.opens(local, old)).isTrue();

    CredentialFiles.rotateManagementKey();

    KeyPair current = CredentialFiles.managementPair();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(OwnerLogin.opens(local, old)).isFalse());
    assertThat(OwnerLogin.opens(local, current)).isTrue();
    CredentialFiles.forgetOldManagementKey();
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);
    awaitEvent(id, PasswordReset.class);
    List<String> management =
        as("platform").get("/v1/access-keys").then().extract().path("management");
    assertThat(management).singleElement().asString().contains(CredentialFiles.managementKey());
    String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, current.getPublic());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(events("access-keys", AccessKeysRotated.class))
                    .as("the rotation is in the log")
                    .last()
                    .satisfies(said -> assertThat(said.fingerprints()).contains(fingerprint)));
  }

  @Test
  void tellsOnceThatAContainerThatRunsStaysUnreachable() {
    String id = registerUnreachable("demo");
    assertThat(shown(id, "ssh.health")).isEqualTo("UNKNOWN");

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(600))
        .until(
            () -> {
              inspect(id);
              return !events(id, ContainerUnreachable.class).isEmpty();
            });
    inspect(id);

    ContainerUnreachable told = awaitEvents(id, ContainerUnreachable.class, 1).get(0);
    assertThat(told.problems())
        .extracting(problem -> problem.check())
        .contains("SSHD_RUNNING", "PORT_OPEN");
    assertThat(told.problems()).allSatisfy(problem -> assertThat(problem.hint()).isNotBlank());
    assertThat(events(id, ContainerUnreachable.class)).hasSize(1);
    assertThat(shown(id, "ssh.health")).isEqualTo("UNREACHABLE");
    assertThat(shown(id, "ssh.reason")).isEqualTo("SSHD_RUNNING");
    assertThat(Instant.parse(shown(id, "ssh.since"))).isBefore(Instant.now());
  }

  @Test
  void aCheckThatFindsSshWorkingAgainIsSeenInListsAndAStopMakesItUnknown() {
    LocalContainer local = containers.create();
    String id = registered(local);
    awaitEvent(id, ContainerCreated.class);
    transactions
        .run(() -> rows.isSilent(id, Instant.now(), Duration.ofHours(1), "PORT_OPEN"))
        .await()
        .atMost(PATIENCE);
    assertThat(shown(id, "ssh.health")).isEqualTo("UNREACHABLE");

    as("demo").post("/v1/containers/" + id + "/ssh-check").then().statusCode(200);

    assertThat(shown(id, "ssh.health")).isEqualTo("OK");
    assertThat(shown(id, "ssh.reason")).isNull();
    as("platform")
        .body("{\"status\":\"STOPPED\"}")
        .put("/v1/containers/" + id + "/runtime")
        .then()
        .statusCode(200);
    assertThat(shown(id, "ssh.health")).isEqualTo("UNKNOWN");
  }

  private static String shown(String id, String path) {
    return as("demo").get("/v1/containers/" + id).then().statusCode(200).extract().path(path);
  }

  /** What a round does with one container. */
  private void inspect(String id) {
    var details = transactions.run(() -> rows.find(id)).await().atMost(PATIENCE);
    InspectionResult inspectionResult = inspection.of(details);
    transactions
        .run(() -> inspectionRecorder.record(details, inspectionResult))
        .await()
        .atMost(PATIENCE);
  }

  private static String registered(LocalContainer local) {
    return register(container("demo", name(), local.host(), local.port()));
  }
}
