package dev.postern.outbox;

import dev.postern.backends.testing.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** Backends whose reactive connections to PostgreSQL go through a line that tests can cut. */
public class CuttableBackends extends Backends {
  private static final String REACTIVE_URL = "quarkus.datasource.reactive.url";
  private static volatile CuttableLine line;

  @Override
  public Map<String, String> start() {
    // Other modules are tested at the same time.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    Map<String, String> settings = super.start();
    URI database = URI.create(settings.get(REACTIVE_URL));
    try {
      line = CuttableLine.to(database.getHost(), database.getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.put(REACTIVE_URL, "postgresql://127.0.0.1:" + line.port() + database.getPath());
    return settings;
  }

  static CuttableLine line() {
    return line;
  }

  @Override
  public void stop() {
    if (line != null) {
      line.close();
    }
    super.stop();
  }
}
