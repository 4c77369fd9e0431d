package dev.postern.notification.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The keys that open what credential-service sealed. */
@ConfigMapping(prefix = "postern.sealing")
interface SealingConfig {

  /** The file with the private HPKE key set, as Tink's JSON; read again when it changes. */
  Path privateKeyset();
}
