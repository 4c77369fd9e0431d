package dev.postern.ip.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** What holds for an account about which operators said nothing. */
@ConfigMapping(prefix = "postern.quotas")
public interface QuotaConfig {

  /** Addresses of a family that an account may have, those in quarantine included; empty: any. */
  @WithDefault("64")
  OptionalInt total();

  /**
   * Addresses that may come to containers of an account in an hour, whatever its quota: attached,
   * moved or swapped, of both families; empty: any.
   */
  @WithDefault("300")
  OptionalInt perHour();
}
