package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A share opens one environment to one account, at the gateway, and nothing else to any other
 * account.
 */
@ExtendWith(StartedProduct.class)
class ShareTest {

  private static final Duration WITHIN = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void aShareOpensTheGatewayToItsReceiverUntilItIsTakenBack() throws Exception {
    // Given
    JsonNode web = demosContainer();
    String login = web.get("name").asText() + "-demo";
    Path key = friendsKey();
    await()
        .atMost(WITHIN)
        .untilAsserted(
            () -> assertThat(ssh(key, login).exit()).as("known, not let in").isEqualTo(1));
    String refused = ssh(key, login).text();
    assertThat(refused)
        .isEqualTo(ssh(key, "nothing-demo").text().replace("nothing", web.get("name").asText()));

    // When
    String body =
        "{\"environment\":\"%s\",\"with\":\"friend\"}".formatted(web.get("environment").asText());
    JsonNode share = Api.keys("demo").post("/v1/shares", body).expect(201).json();
    String path = "/v1/shares/" + share.get("id").asText();

    // Then
    await()
        .atMost(WITHIN)
        .untilAsserted(() -> assertThat(ssh(key, login).text()).contains("uid=0(root)"));
    assertThat(Api.keys("friend").get(path).status()).isEqualTo(200);
    for (Api other : List.of(Api.keys("friend"), Api.keys("platform"))) {
      assertThat(other.delete(path).status()).as("only its giver takes it back").isIn(403, 404);
    }
    assertThat(Api.credentials("friend").get("/v1/containers/" + web.get("id").asText()).status())
        .as("a share opens the gateway, not the API")
        .isEqualTo(404);

    // When
    Api.keys("demo").delete(path).expect(204);

    // Then
    await()
        .atMost(WITHIN)
        .untilAsserted(() -> assertThat(ssh(key, login).text()).isEqualTo(refused));
  }

  private record Result(int exit, String text) {}

  private Path friendsKey() throws Exception {
    Path key = folder.resolve("friend");
    run(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
    String line = Files.readString(folder.resolve("friend.pub")).strip();
    Api.keys("friend").post("/v1/keys", "{\"key\":\"" + line + "\"}").expect(201);
    return key;
  }

  private static Result ssh(Path key, String login) throws IOException, InterruptedException {
    return run(GatewaySsh.command(key, login, "id"));
  }

  private static Result run(List<String> words) throws IOException, InterruptedException {
    Path out = Files.createTempFile("postern", ".out");
    Process process = GatewaySsh.process(words).redirectOutput(out.toFile()).start();
    try {
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      return new Result(ended ? process.exitValue() : 124, Files.readString(out).strip());
    } finally {
      process.destroyForcibly();
      Files.delete(out);
    }
  }

  private static JsonNode demosContainer() {
    for (JsonNode item :
        Api.credentials("demo").get("/v1/containers").expect(200).json().get("items")) {
      if (item.get("name").asText().equals("web-1")) {
        return item;
      }
    }
    throw new AssertionError("demo has no web-1");
  }
}
