package dev.postern.dashboard.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many pages are told at once, and how. */
@ConfigMapping(prefix = "postern.live")
interface LiveConfig {

  /** Pages of one account that are told at once; a further one asks every few seconds instead. */
  @WithDefault("32")
  int streamsPerAccount();

  /** Pages of all accounts that one replica tells at once. */
  @WithDefault("5000")
  int streams();

  /** The least time between two messages to a page. */
  @WithDefault("250ms")
  Duration spacing();

  /** How often a page that has nothing to be told is sent a comment, for proxies that wait. */
  @WithDefault("15s")
  Duration heartbeat();

  /** How often Kafka is asked whether it is still there, and for topics that are new. */
  @WithDefault("1s")
  Duration confirmEvery();
}
