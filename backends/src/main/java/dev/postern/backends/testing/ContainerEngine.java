package dev.postern.backends.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** Checks for a container engine; {@code /.dockerenv} does not show whether there is one. */
final class ContainerEngine {

  private ContainerEngine() {}

  /** Quick where there is no sign of an engine; the question itself takes half a second. */
  static boolean answers() {
    return maybe() && DockerClientFactory.instance().isDockerAvailable();
  }

  private static boolean maybe() {
    return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
  }
}
