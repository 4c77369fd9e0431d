package dev.postern.ip.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What pools may hold, and how often it is counted. */
@ConfigMapping(prefix = "postern.pools")
public interface PoolsConfig {

  /** Whether pools in the loopback ranges are allowed: for everything on one machine. */
  @WithDefault("false")
  boolean allowLoopback();

  /** How often the metrics of how full they are follow. */
  @WithDefault("15s")
  Duration measureEvery();
}
