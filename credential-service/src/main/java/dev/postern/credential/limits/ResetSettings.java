package dev.postern.credential.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often passwords may be reset. */
@ConfigMapping(prefix = "postern.resets")
interface ResetSettings {

  /** Resets of one container in any 60 minutes. */
  @WithDefault("5")
  int perContainerPerHour();
}
