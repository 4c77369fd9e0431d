package dev.postern.key.keys;

import static dev.postern.key.testing.Tenant.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Topics;
import dev.postern.key.testing.Database;
import dev.postern.key.testing.Published;
import dev.postern.key.testing.Tenant;
import dev.postern.key.validation.KeyPairs;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody pastes the private half by mistake: it is in no answer, log, table or record. */
@QuarkusTest
@WithTestResource(Backends.class)
class PrivateKeyLeakTest {

  @TempDir Path folder;

  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Handler collector = new Collector();

  @BeforeEach
  void collectTheLog() {
    Logger.getLogger("").addHandler(collector);
    Logger.getLogger("dev.postern").setLevel(Level.ALL);
  }

  @AfterEach
  void leaveTheLog() {
    Logger.getLogger("").removeHandler(collector);
    Logger.getLogger("dev.postern").setLevel(null);
  }

  @Test
  void aPastedPrivateKeyStaysNowhere() throws Exception {
    Tenant owner = Tenant.unique();
    String secret = Files.readString(new KeyPairs(folder).make("demo", "-t", "ed25519"));
    String needle = secret.lines().skip(3).findFirst().orElseThrow();

    List<String> answers =
        List.of(
            owner.add(secret).asString(),
            owner.add(newKey("a"), "title", secret).asString(),
            owner.add(newKey("b") + " " + secret.replace("\n", " ")).asString(),
            owner.add(newKey("c"), "expiresAt", secret).asString(),
            owner.add(newKey("d"), "other", secret).asString(),
            owner.add(Map.of("key", List.of(secret))).asString(),
            owner.add(Map.of(secret, "key")).asString(),
            owner.request().body(secret).post("/v1/keys").asString(),
            owner.request().body("{\"key\":\"" + secret).post("/v1/keys").asString(),
            owner.request().queryParam("cursor", secret).get("/v1/keys").asString());
    owner.addedId(newKey("good"));
    Published.await(Topics.KEYS, owner.account(), 1);

    assertThat(answers).noneMatch(answer -> answer.contains(needle));
    assertThat(log).anyMatch(line -> line.contains(owner.account()));
    assertThat(log).noneMatch(line -> line.contains(needle));
    assertThat(Database.dump()).noneMatch(row -> row.contains(needle));
    assertThat(Published.all()).noneMatch(entry -> entry.toString().contains(needle));
  }

  private class Collector extends Handler {

    @Override
    public void publish(LogRecord entry) {
      log.add(entry.getMessage() + " " + List.of(parameters(entry)) + " " + entry.getThrown());
    }

    private static Object[] parameters(LogRecord entry) {
      return entry.getParameters() == null ? new Object[0] : entry.getParameters();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
