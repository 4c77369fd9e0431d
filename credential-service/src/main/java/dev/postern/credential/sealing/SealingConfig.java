package dev.postern.credential.sealing;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** To whom passwords are sealed. */
@ConfigMapping(prefix = "postern.sealing")
interface SealingConfig {

  /**
   * File with notification-service's public key set in Tink's JSON format. It is read again when it
   * changes.
   */
  Path publicKeyset();
}
