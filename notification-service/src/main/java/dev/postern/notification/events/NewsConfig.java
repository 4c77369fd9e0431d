package dev.postern.notification.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When mails about what is not a password are sent. */
@ConfigMapping(prefix = "postern.news")
interface NewsConfig {

  /**
   * How long news of an address wait: topics have no common order, and the event that makes them
   * needless (the container was created with it, or is deleted) may come just after.
   */
  @WithDefault("15s")
  Duration addressHold();
}
