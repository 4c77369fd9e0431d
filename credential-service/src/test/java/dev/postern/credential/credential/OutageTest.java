package dev.postern.credential.credential;

import static dev.postern.credential.testing.Mailman.awaitEvent;
import static dev.postern.credential.testing.Mailman.events;
import static dev.postern.credential.testing.Requests.as;
import static dev.postern.credential.testing.Requests.container;
import static dev.postern.credential.testing.Requests.name;
import static dev.postern.credential.testing.Requests.register;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.testing.Backends;
import dev.postern.credential.access.AccessException.Reason;
import dev.postern.credential.testing.CredentialFiles;
import dev.postern.credential.testing.HeldAccess;
import dev.postern.credential.testing.RealContainers;
import dev.postern.events.containers.ContainerCreated;
import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.events.containers.Proof;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Only what a container answers counts against it. */
@QuarkusTest
@WithTestResource(Backends.class)
@WithTestResource(CredentialFiles.class)
class OutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int OFTEN = 5;

  private static RealContainers containers;

  @Inject HeldAccess held;

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
  @EnumSource(
      names = {
        "UNREACHABLE",
        "TIMED_OUT",
        "CONNECTION_LOST",
        "POD_GONE",
        "CONTAINER_GONE",
        "EXEC_FORBIDDEN"
      })
  void aRefusalAfterAnOutageIsNotTheLastWord(Reason outage) {
    LocalContainer local = containers.create();
    held.failInTurn(
        local.host(),
        local.port(),
        Stream.concat(
                Collections.nCopies(OFTEN, outage).stream(),
                Stream.of(Reason.READ_ONLY, Reason.NO_COMMANDS, Reason.COMMAND_MISSING))
            .toList());

    String id = registerHeld(local);

    assertThat(awaitEvent(id, ContainerCreated.class).proof()).isEqualTo(Proof.LOGIN);
    assertThat(held.failedInTurn(local.host(), local.port())).isTrue();
    assertThat(events(id, PasswordResetFailed.class)).isEmpty();
  }

  @Test
  void aContainerThatRefusesFourTimesIsGivenUpWhateverCameBetween() {
    LocalContainer local = containers.create();
    held.failInTurn(
        local.host(),
        local.port(),
        List.of(
            Reason.READ_ONLY,
            Reason.UNREACHABLE,
            Reason.READ_ONLY,
            Reason.TIMED_OUT,
            Reason.READ_ONLY,
            Reason.UNREACHABLE,
            Reason.READ_ONLY));

    String id = registerHeld(local);

    assertThat(awaitEvent(id, PasswordResetFailed.class).reason()).isEqualTo("READ_ONLY");
    assertThat(as("demo").get("/v1/containers/" + id).<Integer>path("credential.attempts"))
        .isEqualTo(7);
  }

  @Test
  void aPasswordWaitsForTheManagementKeyAndTheServiceStaysReady() throws Exception {
    LocalContainer local = containers.create();
    String id;
    CredentialFiles.takeManagementKeyAway();
    try {
      id = registerHeld(local);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  "ACCESS_KEYS_UNREADABLE"
                      .equals(
                          as("demo")
                              .get("/v1/containers/" + id)
                              .<String>path("credential.reason")));
      given()
          .get("/q/health/ready")
          .then()
          .statusCode(200)
          .body("checks.find { it.name == 'Access keys' }.data.readable", equalTo(false));
    } finally {
      CredentialFiles.putManagementKeyBack();
    }

    assertThat(awaitEvent(id, ContainerCreated.class).proof()).isEqualTo(Proof.LOGIN);
    given()
        .get("/q/health/ready")
        .then()
        .body("checks.find { it.name == 'Access keys' }.data.readable", equalTo(true));
  }

  private static String registerHeld(LocalContainer local) {
    return register(
        container("demo", name(), local.host(), local.port())
            .replace("\"adapter\":\"ssh\"", "\"adapter\":\"held\""));
  }
}
