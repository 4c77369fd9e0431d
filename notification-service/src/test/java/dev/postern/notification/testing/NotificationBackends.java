package dev.postern.notification.testing;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** The common backends, a mail server with faults in front of the inbox, and scripted secrets. */
public class NotificationBackends extends Backends {

  /** A channel, and its consumer group, that reads the topic of containers once more. */
  public static final String REPLAY = "replayed-containers";

  /** Under which the log has addresses. */
  public static final String DIGEST_KEY = "of-the-tests-and-long-enough-for-it";

  private static volatile NotificationBackends current;

  private LeaseDesk desk;
  private FaultyRelay relay;
  private Path log;

  @Override
  public Map<String, String> start() {
    // The first mail of a cold start on a busy machine takes its time.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    Map<String, String> settings = new HashMap<>(super.start());
    desk = LeaseDesk.start();
    relay = FaultyRelay.start(inbox().port());
    current = this;
    log = newLog();
    settings.put("quarkus.log.file.enabled", "true");
    settings.put("quarkus.log.file.path", log.toString());
    settings.put("quarkus.mailer.port", Integer.toString(relay.port()));
    settings.put("quarkus.mailer.from", "Postern <postern@postern.test>");
    settings.put("quarkus.rest-client.credentials.url", desk.url());
    settings.put(
        "quarkus.oidc-client.credentials.secret", issuer().clientSecret("notification-service"));
    settings.put("postern.sealing.private-keyset", desk.privateKeyset().toString());
    settings.put("postern.contact.digest-key", DIGEST_KEY);
    settings.put("quarkus.http.test-port", "0");
    settings.put("postern.gateway.host", "gate.postern.test");
    settings.put("postern.gateway.port", "3022");
    settings.put("postern.bounces.address", "bounces@postern.test");
    settings.putAll(replayChannel());
    settings.put("postern.news.address-hold", "1s");
    settings.put("postern.delivery.poll", "1s");
    settings.put("postern.delivery.retry-base", "200ms");
    settings.put("postern.delivery.retry-cap", "400ms");
    settings.put("postern.delivery.pause", "300ms");
    settings.put("postern.delivery.attempt-timeout", "5s");
    settings.put("postern.delivery.claim", "30s");
    settings.put("postern.mail-server.silence", "6s");
    return settings;
  }

  private static Map<String, String> replayChannel() {
    String channel = "mp.messaging.incoming." + REPLAY + ".";
    String text = "org.apache.kafka.common.serialization.StringDeserializer";
    Map<String, String> settings = new HashMap<>();
    settings.put(channel + "connector", "smallrye-kafka");
    settings.put(channel + "topic", Topics.CONTAINERS);
    settings.put(channel + "group.id", REPLAY);
    settings.put(channel + "auto.offset.reset", "earliest");
    settings.put(channel + "auto.commit.interval.ms", "200");
    settings.put(channel + "key.deserializer", text);
    settings.put(channel + "value.deserializer", text);
    settings.put(channel + "cloud-events", "false");
    settings.put(channel + "failure-strategy", "ignore");
    settings.put(channel + "pausable", "true");
    settings.put(channel + "initially-paused", "true");
    return settings;
  }

  @Override
  public void stop() {
    if (relay != null) {
      relay.close();
    }
    if (desk != null) {
      desk.close();
    }
    super.stop();
  }

  /** Everything that the service has logged so far. */
  public static String log() {
    try {
      return Files.readString(current.log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newLog() {
    try {
      return Files.createTempFile("notification-service", ".log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Plays credential-service. */
  public static LeaseDesk desk() {
    return current.desk;
  }

  /** Stands between the service and the inbox. */
  public static FaultyRelay relay() {
    return current.relay;
  }
}
