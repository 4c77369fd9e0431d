package dev.postern.dashboard.connect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The SSH gateway as people reach it. */
@ConfigMapping(prefix = "postern.gateway")
interface GatewayConfig {

  /** A name or an address. */
  @WithDefault("localhost")
  String host();

  /** Its SSH port. */
  @WithDefault("3022")
  int port();
}
