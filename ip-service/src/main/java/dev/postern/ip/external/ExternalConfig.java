package dev.postern.ip.external;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The plane of another service. */
@ConfigMapping(prefix = "postern.external")
public interface ExternalConfig {

  /** What is shown as an address's port until its confirmation says which it is. */
  @WithDefault("22")
  int port();
}
