package dev.postern.credential.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How containers are reached. */
@ConfigMapping(prefix = "postern.access")
public interface AccessConfig {

  /** File with the private key, in OpenSSH's format, that opens every container as root. */
  Path managementKey();

  /**
   * File with the public keys of the gateways, one line each as in {@code authorized_keys}; they
   * are written into every container.
   */
  Path gatewayPublicKeys();

  /**
   * Networks that containers may be in, such as {@code 10.0.0.0/8}. Without it, every address is
   * allowed that is not refused for its kind. Loopback addresses are allowed only by a network of
   * loopback addresses here.
   */
  Optional<List<String>> allowedCidrs();

  /** How long the TCP connection may take. */
  @WithDefault("5s")
  Duration connectTimeout();

  /** How long key exchange and authentication may take. */
  @WithDefault("10s")
  Duration authTimeout();

  /** How long one command in the container may take. */
  @WithDefault("45s")
  Duration commandTimeout();

  /** How long a host name may take to resolve. */
  @WithDefault("5s")
  Duration resolveTimeout();
}
