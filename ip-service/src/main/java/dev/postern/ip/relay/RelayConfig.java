package dev.postern.ip.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** The relay's port and limits. */
@ConfigMapping(prefix = "postern.relay")
public interface RelayConfig {

  /** The port on every public address: 22 where the process may listen there, else 2222. */
  OptionalInt port();

  /** How long connecting to a container's sshd may take before the client is let go. */
  @WithDefault("5s")
  Duration connectTimeout();

  /** Connections over all addresses; one more is closed at once. */
  @WithDefault("4096")
  int maxConnections();

  /** Connections to one address; one more is closed at once. */
  @WithDefault("512")
  int maxConnectionsPerAddress();

  /** Bytes that are read at once; the most that a connection holds in each direction. */
  @WithDefault("65536")
  int bufferBytes();
}
