package dev.postern.credential.access.docker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Containers of one Docker or Podman host. */
@ConfigMapping(prefix = "postern.docker")
interface DockerConfig {

  /** Whether the adapter exists. Access to the engine is root access to its host. */
  @WithDefault("false")
  boolean enabled();

  /** The Engine API: {@code unix:///path} or {@code tcp://host:port}. */
  @WithDefault("unix:///var/run/docker.sock")
  String host();

  /** Folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}: TLS both ways over TCP. */
  Optional<Path> certificates();

  /** A container without this label is never entered: {@code key=value}. */
  @WithDefault("postern.dev/ssh=enabled")
  String label();
}
