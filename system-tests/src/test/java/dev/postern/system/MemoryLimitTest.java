package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each service, started as its image starts it, in a control group with the memory of its manifest,
 * needs less than four fifths of that: credential-service while it sets a hundred passwords, the
 * others started and asked.
 */
class MemoryLimitTest {

  private static final double MOST = 0.8;
  private static final int SET = 100;
  private static final int QUESTIONS = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration OFTEN = Duration.ofMillis(500);

  /** Of the images. */
  private static final int JAVA = 25;

  @TempDir static Path folder;

  private static KillTestbed scene;
  private static WatchedCluster cluster;
  private static LimitedServices services;

  @BeforeAll
  static void startStores() throws Exception {
    Optional<String> obstacle = MemoryCgroup.obstacle();
    assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    int java = Runtime.version().feature();
    assumeTrue(java == JAVA, () -> "images have Java " + JAVA + ", this machine " + java);
    scene = new KillTestbed(folder);
    cluster = new WatchedCluster(SET);
    services = new LimitedServices(scene, cluster, folder);
  }

  @AfterAll
  static void stopStores() {
    if (cluster != null) {
      cluster.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void credentialServiceSetsAHundredPasswordsWithinItsMemory() throws Exception {
    try (LimitedService service = services.credentials()) {
      service.start();
      for (int i = 0; i < SET; i++) {
        String body = KillTestbed.registration(scene.newContainer());
        service.send("POST", "/v1/containers", "platform", body);
      }
      awaitApplied(service, 1);

      service.send("POST", "/v1/password-resets", "demo", "{\"environment\":\"shop\"}");

      awaitApplied(service, 2);
      assertThat(service.highestShare()).as(service.toString()).isLessThan(MOST);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notification-service",
        "key-service",
        "ip-service",
        "ssh-gateway",
        "dashboard",
        "audit-notary"
      })
  void anotherServiceStartsAndAnswersWithinItsMemory(String name) throws Exception {
    try (LimitedService service = services.named(name)) {
      service.start();

      for (int i = 0; i < QUESTIONS; i++) {
        service.send("GET", i % 2 == 0 ? "/q/metrics" : "/q/health", null, null);
      }

      assertThat(service.highestShare()).as(service.toString()).isLessThan(MOST);
    }
  }

  private static void awaitApplied(LimitedService service, long generation) {
    await()
        .pollInterval(OFTEN)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              cluster.change();
              assertThat(applied(service, generation)).isEqualTo(SET);
            });
  }

  private static long applied(LimitedService service, long generation) throws IOException {
    long applied = 0;
    JsonNode containers = service.send("GET", "/v1/containers?limit=" + SET, "demo", null);
    for (JsonNode one : containers.path("items")) {
      JsonNode credential = one.path("credential");
      if (credential.path("generation").asLong() == generation
          && credential.path("state").asText().equals("APPLIED")) {
        applied++;
      }
    }
    return applied;
  }
}
