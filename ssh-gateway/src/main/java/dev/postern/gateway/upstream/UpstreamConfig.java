package dev.postern.gateway.upstream;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How containers are dialled. */
public interface UpstreamConfig {

  /** From dialling to being authenticated. */
  @WithDefault("10s")
  Duration connectDeadline();

  /** For the answer to a session that we open. */
  @WithDefault("15s")
  Duration openDeadline();

  /** The same for a forwarded connection: the container's own attempt takes up to 130 s. */
  @WithDefault("150s")
  Duration forwardingDeadline();

  /**
   * Sessions on a connection, until its sshd says how many it takes. Below OpenSSH's MaxSessions of
   * 10.
   */
  @WithDefault("8")
  int sessionsPerConnection();

  /** Forwarded connections on a connection; they are no sessions, and share its throughput. */
  @WithDefault("64")
  int forwardingsPerConnection();

  /** Of one key in one container. */
  @WithDefault("128")
  int connectionsPerIdentity();

  /** A connection without a channel for so long is closed. */
  @WithDefault("60s")
  Duration idle();

  /** Threads for all connections to containers. */
  @WithDefault("4")
  int ioThreads();
}
