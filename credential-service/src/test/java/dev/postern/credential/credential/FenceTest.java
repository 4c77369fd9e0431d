package dev.postern.credential.credential;

import static dev.postern.credential.testing.Mailman.awaitEvent;
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
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.Database;
import dev.postern.credential.testing.HeldAccess;
import dev.postern.credential.testing.HeldAccess.Hold;
import dev.postern.credential.testing.HeldAccess.Moment;
import dev.postern.credential.testing.OwnerLogin;
import dev.postern.credential.testing.RealContainers;
import dev.postern.credential.testing.Requests;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordReset;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.PasswordResetSuperseded;
import dev.postern.events.containers.SecretExpired;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks on the promise that the last reset wins, and on what ends a password's life. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class FenceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static RealContainers containers;

  @Inject HeldAccess held;
  @Inject SecretExpiry expiry;

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

  @ParameterizedTest
  @EnumSource(Moment.class)
  void aWorkerThatWakesUpAfterALaterOneFinishedChangesNothing(Moment moment) throws Exception {
    LocalContainer local = containers.create();
    String id = registerHeld(local);
    awaitEvent(id, ContainerCreated.class);
    Hold stalled = held.hold(id, 2, moment);
    reset(id);
    assertThat(stalled.awaitReached()).isTrue();
    reset(id);
    PasswordReset last = awaitEvent(id, PasswordReset.class);
    String password = password(last.secretRef(), id, 3, "demo");

    assertThat(stalled.resume()).isTrue();

    assertThat(last.generation()).isEqualTo(3);
    assertThat(OwnerLogin.logsIn(local, password)).isTrue();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(events(id, PasswordResetSuperseded.class))
                    .extracting(PasswordResetSuperseded::generation)
                    .contains(2L));
    assertThat(events(id, PasswordReset.class)).hasSize(1);
    assertThat(credential(id, "generation")).isEqualTo("3");
    assertThat(credential(id, "state")).isEqualTo("APPLIED");
  }

  @Test
  void aMarkThatIsAheadOfTheDatabaseIsAFailureOfItsOwnAndLeavesThePassword() throws Exception {
    LocalContainer local = containers.create();
    String id = registerHeld(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    String password = password(created.secretRef(), id, 1, "demo");
    OwnerLogin.run(local, password, "echo " + id + " 99 open >/etc/postern/fence");

    reset(id);

    PasswordResetFailed failed = awaitEvent(id, PasswordResetFailed.class);
    assertThat(failed.reason()).isEqualTo("MARKER_AHEAD");
    assertThat(OwnerLogin.logsIn(local, password)).isTrue();
  }

  @Test
  void destroysASecretWhoseMailDidNotLeaveInTimeOnSchedule() throws Exception {
    LocalContainer local = containers.create();
    String id = registerHeld(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);
    assertThat(lease(created.secretRef()).statusCode()).isEqualTo(200);
    Database.update(
        "UPDATE generation SET secret_expires_at = now() - interval '1 second' WHERE container = ?",
        id);

    expiry.sweep().await().atMost(PATIENCE);

    assertThat(awaitEvent(id, SecretExpired.class).secretRef()).isEqualTo(created.secretRef());
    assertThat(lease(created.secretRef()).statusCode()).isEqualTo(410);
    assertThat(credential(id, "state")).isEqualTo("EXPIRED");
    assertThat(
            Database.count(
                "SELECT count(*) FROM generation WHERE container = ? AND sealed IS NOT NULL", id))
        .isZero();
  }

  @Test
  void whatMayHaveBeenSetIsExpiredAtTheDeadlineAndWhatNeverWasHasFailed() throws Exception {
    LocalContainer local = containers.create();
    String sent = registerHeld(local);
    ContainerCreated created = awaitEvent(sent, ContainerCreated.class);
    assertThat(created.generation()).isEqualTo(1);
    held.breakAfterPassword(sent);
    reset(sent);
    await().atMost(PATIENCE).until(() -> credential(sent, "reason").equals("CONNECTION_LOST"));
    String never = registerUnreachable("demo");
    await().atMost(PATIENCE).until(() -> credential(never, "reason").equals("UNREACHABLE"));

    for (String id : new String[] {sent, never}) {
      Database.update("UPDATE generation SET apply_by = now() WHERE container = ?", id);
    }

    await().atMost(PATIENCE).until(() -> credential(sent, "state").equals("EXPIRED"));
    await().atMost(PATIENCE).until(() -> credential(never, "state").equals("FAILED"));
  }

  @Test
  void aFullDiskLeavesThePasswordAndTheAccessKeysAsTheyWere() throws Exception {
    LocalContainer local = containers.create();
    String id = registerHeld(local);
    String password = password(awaitEvent(id, ContainerCreated.class).secretRef(), id, 1, "demo");
    String keys = OwnerLogin.run(local, password, "cat /etc/ssh/postern/authorized_keys");
    OwnerLogin.run(
        local,
        password,
        "mount -t tmpfs -o size=16k tmpfs /etc/postern &&"
            + " { head -c 20000 /dev/zero >/etc/postern/full 2>/dev/null || true; }");

    reset(id);

    await().atMost(PATIENCE).until(() -> credential(id, "reason").equals("FENCE_NOT_WRITTEN"));
    assertThat(OwnerLogin.run(local, password, "cat /etc/ssh/postern/authorized_keys"))
        .isEqualTo(keys);
    assertThat(OwnerLogin.run(local, password, "cat /etc/postern/fence 2>/dev/null || true"))
        .isEmpty();
  }

  @Test
  void aDeletedContainersSecretCannotBeRead() {
    LocalContainer local = containers.create();
    String id = registerHeld(local);
    ContainerCreated created = awaitEvent(id, ContainerCreated.class);

    as("platform").delete("/v1/containers/" + id).then().statusCode(204);

    assertThat(lease(created.secretRef()).statusCode()).isEqualTo(410);
  }

  private static String registerHeld(LocalContainer local) {
    return register(
        container("demo", name(), local.host(), local.port())
            .replace("\"adapter\":\"ssh\"", "\"adapter\":\"held\""));
  }

  private static void reset(String id) {
    as("demo").post("/v1/containers/" + id + "/password-resets").then().statusCode(202);
  }

  private static String credential(String id, String field) {
    return Requests.credential(id, field);
  }
}
