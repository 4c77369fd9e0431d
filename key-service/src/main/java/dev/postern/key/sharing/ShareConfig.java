package dev.postern.key.sharing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator decides about shares. */
@ConfigMapping(prefix = "postern.shares")
interface ShareConfig {

  /** How many shares an account may give. */
  @WithDefault("200")
  int maximumPerAccount();
}
