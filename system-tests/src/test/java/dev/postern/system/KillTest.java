package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.containers.ContainerOptions;
import dev.postern.backends.containers.Isolation;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.backends.containers.LocalContainers;
import dev.postern.backends.containers.SshClient;
import dev.postern.backends.testing.Backends;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real credential-service dies at a step of a password's life, is started again, and ends where
 * it would have without: the password that is leased logs in, and one event told of it. A few steps
 * in every run, all of them with {@code -Dpostern.soak=true}.
 */
class KillTest {

  private static final boolean SOAK = Boolean.getBoolean("postern.soak");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WORLD = 12;
  private static final String NOWHERE = "";

  @TempDir static Path folder;

  private static Backends backends;
  private static LocalContainers containers;
  private static KilledService service;
  private static Seals seals;

  /** What is reset; the creations that are killed have containers of their own. */
  private static Web shared;

  private record Web(String id, LocalContainer local) {}

  @BeforeAll
  static void startBackends() throws Exception {
    Assumptions.assumeTrue(KilledService.isBuilt(), "credential-service is not packaged");
    Isolation.Probe probe = Isolation.probe();
    Assumptions.assumeTrue(probe.isolation() == Isolation.NAMESPACES, probe.reason());
    // Always the same folder: the containers of a run that was killed are found and deleted.
    Path kept = Path.of(System.getProperty("java.io.tmpdir"), "postern-kill-tests");
    containers = LocalContainers.open(kept, WORLD, probe.isolation());
    containers.list().forEach(LocalContainer::delete);
    backends = new Backends();
    seals = new Seals();
    service = new KilledService(backends.start(), folder, seals.publicKeyset());
    service.start(NOWHERE);
    shared = registered(register());
    assertWorks(shared, 1);
    service.stop();
  }

  @AfterAll
  static void stopBackends() {
    if (service != null) {
      service.close();
    }
    if (containers != null) {
      containers.list().forEach(LocalContainer::delete);
      containers.close();
    }
    if (backends != null) {
      backends.stop();
    }
  }

  static Stream<String> stepsOfACreation() {
    return SOAK ? Stream.of("TAKEN", "ARMED", "SET", "CONCLUDED") : Stream.of("ARMED");
  }

  static Stream<String> stepsOfAReset() {
    return SOAK
        ? Stream.of("MADE", "ENTERED", "SET", "READ_BACK", "LOGGED_IN", "CONCLUDING")
        : Stream.of("SET", "CONCLUDING");
  }

  @ParameterizedTest
  @MethodSource("stepsOfACreation")
  void aFirstPasswordIsAppliedOnceWhereverItDied(String failpoint) throws Exception {
    service.start(failpoint);
    LocalContainer local = register();
    service.awaitDeath();

    service.start(NOWHERE);

    Web web = registered(local);
    assertWorks(web, 1);
    assertToldOnce(web, 1);
  }

  @ParameterizedTest
  @MethodSource("stepsOfAReset")
  void aResetIsAppliedOnceWhereverItDied(String failpoint) throws Exception {
    service.start(failpoint);
    long generation = reset();
    service.awaitDeath();

    service.start(NOWHERE);

    assertWorks(shared, generation);
    assertToldOnce(shared, generation);
  }

  @Test
  void aSecretStaysUntilItsAcknowledgementIsWrittenDown() throws Exception {
    service.start("ACKNOWLEDGING");
    long generation = reset();
    String secret = secret(assertWorks(shared, generation));
    service.tryTo("DELETE", secret, mailer(), null);
    service.awaitDeath();

    service.start(NOWHERE);

    assertWorks(shared, generation);
    assertThat(service.status("DELETE", secret, mailer())).isEqualTo(204);
    assertThat(service.status("POST", secret + "/lease", mailer())).isEqualTo(410);
    assertToldOnce(shared, generation);
  }

  @Test
  @EnabledIfSystemProperty(named = "postern.soak", matches = "true", disabledReason = "long run")
  void aSecretIsLeasedAgainWhereTheAnswerWasLost() throws Exception {
    service.start("LEASED");
    long generation = reset();
    String secret = secret(awaitApplied(shared, generation));
    service.tryTo("POST", secret + "/lease", mailer(), null);
    service.awaitDeath();

    service.start(NOWHERE);

    assertWorks(shared, generation);
    assertToldOnce(shared, generation);
  }

  @Test
  @EnabledIfSystemProperty(named = "postern.soak", matches = "true", disabledReason = "long run")
  void thatTheMailLeftIsShownThoughItDiedWhileWritingThatDown() throws Exception {
    service.start("NOTIFYING");
    long generation = reset();
    assertWorks(shared, generation);
    ContainerEvents.mailed(shared.id(), generation);
    service.awaitDeath();

    service.start(NOWHERE);

    awaitState(shared, "NOTIFIED", generation);
    assertToldOnce(shared, generation);
  }

  private static LocalContainer register() {
    String name = "web-" + UUID.randomUUID().toString().substring(0, 8);
    LocalContainer local =
        containers.create(name, ContainerOptions.withKeys(List.of(service.managementKey())));
    String body =
        """
        {"account":"demo","name":"%s","environment":"shop",
         "access":{"adapter":"ssh","host":"%s","port":%d}}
        """
            .formatted(name, local.host(), local.port());
    service.tryTo("POST", "/v1/containers", token("platform"), body);
    return local;
  }

  private static Web registered(LocalContainer local) throws Exception {
    for (JsonNode one :
        service.ask("GET", "/v1/containers?limit=200", token("demo")).path("items")) {
      if (one.path("name").asText().equals(local.name())) {
        return new Web(one.path("id").asText(), local);
      }
    }
    throw new AssertionError("the registration was lost");
  }

  /** Returns the generation that it makes. */
  private static long reset() throws Exception {
    long before = credential(shared).path("generation").asLong();
    String path = "/v1/containers/" + shared.id() + "/password-resets";
    service.tryTo("POST", path, token("demo"), null);
    return before + 1;
  }

  private static JsonNode credential(Web web) throws Exception {
    return service.ask("GET", "/v1/containers/" + web.id(), token("demo")).path("credential");
  }

  private static String assertWorks(Web web, long generation) throws Exception {
    String ref = awaitApplied(web, generation);
    JsonNode lease = service.ask("POST", secret(ref) + "/lease", mailer());
    String password = seals.open(lease.path("sealed").asText(), ref, web.id(), generation);
    try (SshClient client = SshClient.to("root", web.local().host(), web.local().port())) {
      assertThat(client.password(password).run("id").stdout()).contains("uid=0(root)");
    }
    return ref;
  }

  /** Returns the reference of its secret. */
  private static String awaitApplied(Web web, long generation) {
    awaitState(web, "APPLIED", generation);
    await().atMost(PATIENCE).until(() -> ContainerEvents.told(web.id()).containsKey(generation));
    return ContainerEvents.told(web.id()).get(generation).get(0).path("secretRef").asText();
  }

  private static void awaitState(Web web, String state, long generation) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode now = credential(web);
              assertThat(now.path("state").asText()).isEqualTo(state);
              assertThat(now.path("generation").asLong()).isEqualTo(generation);
            });
  }

  /** Stops the service, after which nothing more can be told; every generation so far counts. */
  private static void assertToldOnce(Web web, long last) throws Exception {
    service.stop();
    var told = ContainerEvents.told(web.id());
    assertThat(told.keySet())
        .containsExactly(LongStream.rangeClosed(1, last).boxed().toArray(Long[]::new));
    assertThat(told.values()).allSatisfy(events -> assertThat(events).hasSize(1));
  }

  private static String secret(String ref) {
    return "/internal/v1/secrets/" + ref;
  }

  private static String token(String account) {
    return Backends.issuer().token(account);
  }

  private static String mailer() {
    return Backends.issuer().serviceToken("notification-service");
  }
}
