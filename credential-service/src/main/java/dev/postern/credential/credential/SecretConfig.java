package dev.postern.credential.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long sealed passwords are kept. */
@ConfigMapping(prefix = "postern.secrets")
interface SecretConfig {

  /** How long a proven password waits for its mail before it is destroyed. */
  @WithDefault("72h")
  Duration life();

  /** How often expired ones are looked for. */
  @WithDefault("60s")
  Duration sweep();
}
