package dev.postern.ip.attachment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The pace of an address's life. */
@ConfigMapping(prefix = "postern.addresses")
public interface AttachmentConfig {

  /** How long a detached address has no holder, so that the next one gets no old traffic. */
  @WithDefault("24h")
  Duration quarantine();

  /** How often the plane is compared with the ledger; changes are applied at once besides. */
  @WithDefault("2s")
  Duration convergeEvery();
}
