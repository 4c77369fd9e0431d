package dev.postern.gateway.view;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the view follows the state topics. */
@ConfigMapping(prefix = "postern.view")
public interface ViewConfig {

  /** How often the view is compared with the ends of the topics. */
  @WithDefault("1s")
  Duration confirmEvery();

  /** After such an absence everything is read again: half of the topics' delete.retention.ms. */
  @WithDefault("12h")
  Duration reloadAfter();

  /** A view older than this refuses new logins; without a value it never does. */
  Optional<Duration> maxStaleness();
}
