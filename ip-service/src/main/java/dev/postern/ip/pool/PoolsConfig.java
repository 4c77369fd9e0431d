package dev.postern.ip.pool;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What pools may hold. */
@ConfigMapping(prefix = "postern.pools")
public interface PoolsConfig {

  /** Whether pools in the loopback ranges are allowed: for everything on one machine. */
  @WithDefault("false")
  boolean allowLoopback();
}
