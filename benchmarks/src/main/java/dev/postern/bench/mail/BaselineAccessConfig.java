package dev.postern.bench.mail;

import dev.postern.credential.access.AccessSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings with which the product reaches containers, for the same adapter elsewhere. */
record BaselineAccessConfig(Path managementKey, Path gatewayPublicKeys) implements AccessSettings {

  @Override
  public Optional<List<String>> allowedCidrs() {
    return Optional.empty();
  }

  @Override
  public Duration connectTimeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration authTimeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration commandTimeout() {
    return Duration.ofSeconds(45);
  }

  @Override
  public Duration resolveTimeout() {
    return Duration.ofSeconds(5);
  }
}
