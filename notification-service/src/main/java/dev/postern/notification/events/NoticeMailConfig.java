package dev.postern.notification.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When mails about what is not a password are sent. */
@ConfigMapping(prefix = "postern.news")
interface NoticeMailConfig {

  /**
   * How long a notice about an address waits: topics have no common order, and the event that makes
   * it needless (the container was created with the address, or is deleted) may come just after.
   */
  @WithDefault("15s")
  Duration addressHold();
}
