package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.system.KillTestbed.Web;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real credential-service dies at a step of a password's life and is started again. The result
 * is the same as without the death: the leased password logs in, and there is one event about it.
 *
 * <p>Every run kills it at three steps of a first password and at two of a reset, one after the
 * other. {@code ./postern test --soak} tries each of the twelve steps by itself. Each restart runs
 * as in production with failpoints named, and passes them.
 */
class KillTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static KillTestbed scene;
  private static KillableService service;

  /** The container that is reset; each creation that is killed has its own. */
  private static Web shared;

  @BeforeAll
  static void aPasswordIsAppliedOnceWhereTheServiceDiedThreeTimes() throws Exception {
    scene = new KillTestbed(folder);
    service = scene.credentials();
    service.startToDieAt("MADE");
    var local = scene.register(service);
    for (String next : List.of("SET", "CONCLUDING")) {
      service.awaitDeath();
      service.startToDieAt(next);
    }
    service.awaitDeath();
    service.start();
    shared = scene.registered(service, local);
    assertWorks(shared, 1);
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @Tag("soak")
  @ValueSource(strings = {"TAKEN", "ARMED", "SET", "CONCLUDED"})
  void aFirstPasswordIsAppliedOnceWhereverItDied(String failpoint) throws Exception {
    service.startToDieAt(failpoint);
    var local = scene.register(service);
    service.awaitDeath();

    service.start();

    Web web = scene.registered(service, local);
    assertWorks(web, 1);
    assertToldOnce(web, 1);
  }

  @ParameterizedTest
  @Tag("soak")
  @ValueSource(strings = {"MADE", "ENTERED", "SET", "READ_BACK", "LOGGED_IN", "CONCLUDING"})
  void aResetIsAppliedOnceWhereverItDied(String failpoint) throws Exception {
    service.startToDieAt(failpoint);
    long generation = scene.reset(service, shared);
    service.awaitDeath();

    service.start();

    assertWorks(shared, generation);
    assertToldOnce(shared, generation);
  }

  @Test
  void aSecretStaysUntilItsAcknowledgementIsWrittenDown() throws Exception {
    service.startToDieAt("ACKNOWLEDGING");
    long generation = scene.reset(service, shared);
    String secret = secret(assertWorks(shared, generation));
    service.tryTo("DELETE", secret, scene.mailer(), null);
    service.awaitDeath();

    service.startToDieAt("NOTIFYING");

    assertWorks(shared, generation);
    assertThat(service.status("DELETE", secret, scene.mailer())).isEqualTo(204);
    assertThat(service.status("POST", secret + "/lease", scene.mailer())).isEqualTo(410);
    thatTheMailLeftIsShownThoughItDiedWhileWritingThatDown(generation);
  }

  private static void thatTheMailLeftIsShownThoughItDiedWhileWritingThatDown(long generation)
      throws Exception {
    scene.events().mailed(shared.id(), generation);
    service.awaitDeath();

    service.start();

    awaitState(shared, "NOTIFIED", generation);
    assertToldOnce(shared, generation);
  }

  @Test
  @Tag("soak")
  void aSecretIsLeasedAgainWhereTheAnswerWasLost() throws Exception {
    service.startToDieAt("LEASED");
    long generation = scene.reset(service, shared);
    String secret = secret(awaitApplied(shared, generation));
    service.tryTo("POST", secret + "/lease", scene.mailer(), null);
    service.awaitDeath();

    service.start();

    assertWorks(shared, generation);
    assertToldOnce(shared, generation);
  }

  private static String assertWorks(Web web, long generation) throws Exception {
    String ref = awaitApplied(web, generation);
    JsonNode lease = service.ask("POST", secret(ref) + "/lease", scene.mailer());
    String sealed = lease.path("sealed").asText();
    String password = scene.seals().open(sealed, ref, web.id(), generation);
    assertThat(web.loginWith(password)).contains("uid=0(root)");
    return ref;
  }

  /** Returns the reference of its secret. */
  private static String awaitApplied(Web web, long generation) {
    awaitState(web, "APPLIED", generation);
    await().atMost(PATIENCE).until(() -> told(web).containsKey(generation));
    return told(web).get(generation).get(0).path("secretRef").asText();
  }

  private static void awaitState(Web web, String state, long generation) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode now = scene.credential(service, web);
              assertThat(now.path("state").asText()).isEqualTo(state);
              assertThat(now.path("generation").asLong()).isEqualTo(generation);
            });
  }

  /** Stops the service, so that it publishes nothing more; every generation so far counts. */
  private static void assertToldOnce(Web web, long last) throws Exception {
    service.stop();
    var told = told(web);
    assertThat(told.keySet())
        .containsExactly(LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new));
    assertThat(told.values()).allSatisfy(events -> assertThat(events).hasSize(1));
  }

  private static SortedMap<Long, List<JsonNode>> told(Web web) {
    return scene.events().told(web.id());
  }

  private static String secret(String ref) {
    return "/internal/v1/secrets/" + ref;
  }
}
