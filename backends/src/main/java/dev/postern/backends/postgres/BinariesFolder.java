package dev.postern.backends.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the server's programs are unpacked, once for every folder and every run: the user's own
 * cache. A place that others can write to, such as /tmp, would let them put in a program of theirs.
 */
final class BinariesFolder {

  private BinariesFolder() {}

  static Path path() {
    Path cache =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(home -> !home.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    try {
      return Files.createDirectories(cache.resolve("postern").resolve("postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
