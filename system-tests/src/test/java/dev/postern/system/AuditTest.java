package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An auditor asks the started product's log, with {@code ./postern audit} and nothing else. */
@ExtendWith(StartedProduct.class)
class AuditTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whoCouldLogInBeforeAndAfterAResetFollowsFromTheLogAlone() throws Exception {
    // Given
    OwnedContainer container =
        OwnedContainer.create("audit-" + UUID.randomUUID().toString().substring(0, 8));
    await().atMost(WITHIN).until(() -> kinds(container, Instant.now()).contains("PASSWORD"));
    Instant before = Instant.now();

    // When
    Api.credentials("demo")
        .post("/v1/containers/" + container.id() + "/password-resets", "{}")
        .expect(202);

    // Then
    await()
        .atMost(WITHIN)
        .untilAsserted(
            () ->
                assertThat(password(container, Instant.now()).path("credential").asText())
                    .isEqualTo("generation 2"));
    JsonNode then = password(container, before);
    assertThat(then.path("credential").asText()).isEqualTo("generation 1");
    assertThat(then.path("where").get(0).asText()).startsWith(container.primary().address());
    assertThat(then.path("because")).isNotEmpty();
    assertThat(kinds(container, before)).contains("OWN_KEY", "TERMINAL");
  }

  @Test
  void whoHoldsAnAddressFollowsFromTheLogAlone() throws Exception {
    OwnedContainer container =
        OwnedContainer.create("audit-" + UUID.randomUUID().toString().substring(0, 8));

    JsonNode answer =
        JSON.readTree(
            Postern.run(
                    "audit", "ip", container.primary().address(), "--at", "now", "--output", "json")
                .expect(0)
                .out());

    assertThat(answer.at("/items/0/container").asText()).isEqualTo(container.id());
  }

  private static JsonNode password(OwnedContainer container, Instant at) throws IOException {
    for (JsonNode way : access(container, at).path("items")) {
      if (way.path("kind").asText().equals("PASSWORD")) {
        return way;
      }
    }
    throw new AssertionError("no password of " + container.name() + " at " + at);
  }

  private static List<String> kinds(OwnedContainer container, Instant at) throws IOException {
    return access(container, at).path("items").findValuesAsText("kind");
  }

  private static JsonNode access(OwnedContainer container, Instant at) throws IOException {
    return JSON.readTree(
        Postern.run(
                "audit",
                "access",
                "--container",
                container.id(),
                "--at",
                at.toString(),
                "--output",
                "json")
            .expect(0)
            .out());
  }
}
