package dev.postern.ip.external;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The plane of another service. */
@ConfigMapping(prefix = "postern.external")
public interface ExternalConfig {

  /** What is shown as an address's port until its confirmation says which it is. */
  @WithDefault("22")
  int port();

  /**
   * What the network said longer ago is a replay, and changes nothing. Ids of consumed events are
   * kept for longer ({@code postern.outbox.keep-consumed}), so none is taken twice.
   */
  @WithDefault("30d")
  Duration staleAfter();
}
