package dev.postern.credential.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often passwords may be reset. */
@ConfigMapping(prefix = "postern.resets")
interface ResetConfig {

  /** Resets of one container in any 60 minutes. */
  @WithDefault("5")
  int perContainerPerHour();

  /** Resets that one account requested in any 60 minutes, of any account's containers. */
  @WithDefault("3000")
  int perAccountPerHour();

  /** Resets of all containers of one account in any 60 minutes, requested by any account. */
  @WithDefault("3000")
  int perTenantPerHour();
}
