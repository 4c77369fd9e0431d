package dev.postern.credential.restore;

import dev.postern.backends.testing.Backends;
import java.util.Map;

/** Backends of which the service does not reach Kafka. */
public class KafkaAwayAtStart extends Backends {

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = super.start();
    settings.put("kafka.bootstrap.servers", "127.0.0.1:1");
    return settings;
  }
}
