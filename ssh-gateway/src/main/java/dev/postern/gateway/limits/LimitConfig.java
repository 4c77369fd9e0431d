package dev.postern.gateway.limits;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits; generous for people behind one address, tight for guessers. */
public interface LimitConfig {

  /** Connections that are not authenticated yet, of everybody. */
  @WithDefault("200")
  int unauthenticated();

  /** The same, of one source address. */
  @WithDefault("50")
  int unauthenticatedPerSource();

  /** New connections of one source address per second, lasting; ten times as many at once. */
  @WithDefault("50")
  int handshakesPerSourcePerSecond();

  /** Connections of one account that are logged in. */
  @WithDefault("500")
  int connectionsPerAccount();

  /** Channels of one connection: sessions and forwarded connections, in both directions. */
  @WithDefault("1000")
  int channelsPerConnection();

  /** So many failed signatures of one key from one source ban that key from there. */
  @WithDefault("5")
  int failedSignatures();

  /** How long failed signatures are remembered, and how long a ban lasts. */
  @WithDefault("10m")
  Duration ban();
}
