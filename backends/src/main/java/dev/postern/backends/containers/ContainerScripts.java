package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The shell scripts beside the classes; given to the shell as text, so no file has to be reachable.
 */
final class ContainerScripts {

  /** Makes a new container's root. */
  static final String ROOT = read("root.sh");

  /** Becomes a container. */
  static final String START = read("start.sh");

  /** Makes the folder of a simulated container. */
  static final String SIMULATED = read("simulated.sh");

  private ContainerScripts() {}

  private static String read(String name) {
    try (InputStream stream = ContainerScripts.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
