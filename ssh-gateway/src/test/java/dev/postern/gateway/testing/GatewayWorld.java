package dev.postern.gateway.testing;

import static java.util.Map.entry;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import dev.postern.backends.signin.Issuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** Kafka with the topics, and the gateway's own key; for {@code @WithTestResource}. */
public class GatewayWorld implements QuarkusTestResourceLifecycleManager {

  private static volatile GatewayWorld current;

  /** The origin whose pages may open terminals. */
  public static final String PANEL = "https://panel.postern.test";

  /** So long a terminal waits for its client here. */
  public static final Duration DETACHED = Duration.ofSeconds(8);

  /** What one connection may have here. */
  public static final int CHANNELS = 150;

  private EmbeddedKafka kafka;
  private Issuer issuer;
  private Path folder;
  private KeyFile gatewayKey;

  @Override
  public Map<String, String> start() {
    // Other modules are tested at the same time.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    kafka = EmbeddedKafka.temporary();
    PosternTopics.create(kafka.bootstrap());
    issuer = Issuer.ephemeral();
    try {
      folder = Files.createTempDirectory("postern-gateway-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gatewayKey = KeyFile.generate(folder, "gateway", "ed25519");
    current = this;
    return Map.ofEntries(
        entry("quarkus.oidc.auth-server-url", issuer.url()),
        entry("postern.terminal.origins", PANEL),
        entry("postern.terminal.per-account", "4"),
        entry("postern.terminal.keep-alive", "5s"),
        entry("postern.terminal.detached", DETACHED.toString()),
        entry("kafka.bootstrap.servers", kafka.bootstrap()),
        entry("postern.gateway.key", gatewayKey.file().toString()),
        entry("postern.gateway.host-keys", folder.resolve("host-keys").toString()),
        entry("postern.ssh.host", "127.0.0.1"),
        entry("postern.ssh.port", "0"),
        entry("postern.ssh.drain", "1s"),
        entry("postern.limits.channels-per-connection", "" + CHANNELS),
        entry("quarkus.http.test-port", "0"));
  }

  public static String bootstrap() {
    return current.kafka.bootstrap();
  }

  public static Path folder() {
    return current.folder;
  }

  public static String gatewayPublicKey() {
    return current.gatewayKey.publicLine();
  }

  /** Who signs the tokens that the gateway takes. */
  public static Issuer issuer() {
    return current.issuer;
  }

  /** Takes Kafka away, for good. */
  public static void stopKafka() {
    current.kafka.close();
    current.kafka = null;
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
    issuer.close();
  }
}
