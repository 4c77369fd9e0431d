package dev.postern.gateway.testing;

import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.kafka.PosternTopics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Kafka with the topics, and the gateway's own key; for {@code @WithTestResource}. */
public final class GatewayWorld implements QuarkusTestResourceLifecycleManager {

  private static volatile GatewayWorld current;

  private EmbeddedKafka kafka;
  private Path folder;
  private KeyFile gatewayKey;

  @Override
  public Map<String, String> start() {
    kafka = EmbeddedKafka.temporary();
    PosternTopics.create(kafka.bootstrap());
    try {
      folder = Files.createTempDirectory("postern-gateway-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gatewayKey = KeyFile.generate(folder, "gateway", "ed25519");
    current = this;
    return Map.of(
        "kafka.bootstrap.servers", kafka.bootstrap(),
        "postern.gateway.key", gatewayKey.file().toString(),
        "postern.gateway.host-keys", folder.resolve("host-keys").toString(),
        "postern.ssh.host", "127.0.0.1",
        "postern.ssh.port", "0",
        "postern.ssh.drain", "1s",
        "quarkus.http.test-port", "0");
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
  }
}
