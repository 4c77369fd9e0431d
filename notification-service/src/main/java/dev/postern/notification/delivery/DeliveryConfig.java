package dev.postern.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How mails are sent and sent again. */
@ConfigMapping(prefix = "postern.delivery")
interface DeliveryConfig {

  /** How many mails this replica sends at once. */
  @WithDefault("8")
  int parallel();

  /** How many mails this replica sends in a second at most. */
  @WithDefault("100")
  @Min(1)
  int perSecond();

  /** How often jobs that are due are looked for when nothing wakes the worker. */
  @WithDefault("2s")
  Duration poll();

  /** How long one attempt may take, lease and mail server together. */
  @WithDefault("60s")
  Duration attemptTimeout();

  /**
   * After this a job that is being sent counts as left behind by a replica that died, and is sent
   * again. Longer than {@link #attemptTimeout}.
   */
  @WithDefault("90s")
  Duration claim();

  /** The first retry comes after a random time up to this; it doubles with every attempt. */
  @WithDefault("30s")
  Duration retryBase();

  /** No retry comes later than this. */
  @WithDefault("1h")
  Duration retryCap();

  /** How long all sending pauses after the mail server refused us, not a recipient. */
  @WithDefault("30s")
  Duration pause();
}
