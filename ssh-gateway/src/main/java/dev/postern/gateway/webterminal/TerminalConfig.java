package dev.postern.gateway.webterminal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Terminals of users who signed in. */
@ConfigMapping(prefix = "postern.terminal")
interface TerminalConfig {

  /**
   * Pages that may open one, such as {@code https://panel.example}; by default none may. A client
   * that is no browser sends no origin and needs none.
   */
  Optional<Set<String>> origins();

  /** Of one account at a time. */
  @WithDefault("50")
  int perAccount();

  /** One in which nothing is typed or shown for so long ends. */
  @WithDefault("12h")
  Duration idle();

  /** A client is pinged so often; one that does not answer until the next ping is gone. */
  @WithDefault("30s")
  Duration keepAlive();

  /**
   * A shell whose client went away goes on for so long, and waits for it to come back; how one
   * ended meanwhile is kept as long.
   */
  @WithDefault("60s")
  Duration detached();
}
