package dev.postern.credential.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often passwords may be reset. */
@ConfigMapping(prefix = "postern.resets")
public interface ResetConfig {

  /** Resets of one container in any 60 minutes. */
  @WithDefault("5")
  int perContainerPerHour();

  /** Resets that one account requested in any 60 minutes, of any account's containers. */
  @WithDefault("3000")
  int perAccountPerHour();

  /** How long a batch, and what became of each container in it, can be looked up. */
  @WithDefault("30d")
  Duration keepBatches();

  /** Resets of all containers of one account in any 60 minutes, requested by any account. */
  @WithDefault("3000")
  int perTenantPerHour();
}
