package dev.postern.credential.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How passwords are applied. */
@ConfigMapping(prefix = "postern.applying")
interface ApplyingConfig {

  /** How many containers are worked on at once. */
  @WithDefault("16")
  int parallel();

  /** How often due work is looked for; a request wakes the work without waiting for it. */
  @WithDefault("2s")
  Duration poll();

  /** After how long another worker takes an attempt over whose worker no longer answers. */
  @WithDefault("20s")
  Duration lease();

  /**
   * How long a password that could not be proven is tried, before its state is unknown for good.
   */
  @WithDefault("24h")
  Duration deadline();

  /** How long the event of a creation waits for the public addresses that were asked for. */
  @WithDefault("10s")
  Duration addressWait();

  /** The wait after the first failed attempt; it doubles with each one. */
  @WithDefault("1s")
  Duration backOff();

  /** The longest wait between two attempts. */
  @WithDefault("5m")
  Duration maxBackOff();
}
