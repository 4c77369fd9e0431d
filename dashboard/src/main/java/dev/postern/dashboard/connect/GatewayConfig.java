package dev.postern.dashboard.connect;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The SSH gateway as people reach it. */
@ConfigMapping(prefix = "postern.gateway")
interface GatewayConfig {

  /** A name or an address. */
  @WithDefault("localhost")
  String host();

  /** Its SSH port. */
  @WithDefault("3022")
  int port();

  /**
   * A folder with the gateway's public host keys, {@code *.pub}; without it the page cannot show
   * them.
   */
  Optional<Path> publicHostKeys();
}
