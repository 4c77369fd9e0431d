package dev.postern.gateway.upstream;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How containers are dialled. */
public interface UpstreamConfig {

  /** From dialling to being authenticated. */
  @WithDefault("10s")
  Duration connectDeadline();

  /** For the answer to a channel that we open. */
  @WithDefault("15s")
  Duration openDeadline();

  /** Below OpenSSH's MaxSessions of 10. */
  @WithDefault("8")
  int channelsPerConnection();

  /** Of one key in one container. */
  @WithDefault("16")
  int connectionsPerIdentity();

  /** A connection without a channel for so long is closed. */
  @WithDefault("60s")
  Duration idle();

  /** Threads for all connections to containers. */
  @WithDefault("4")
  int ioThreads();
}
