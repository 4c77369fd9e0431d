package dev.postern.backends.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that only its owner may enter and that {@link #close} removes with all it holds. */
public record TemporaryFolder(Path path) implements AutoCloseable {

  /** Makes one in the system's place for temporary files. */
  public static TemporaryFolder create(String prefix) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes one in another folder, which is made if it is missing. */
  public static TemporaryFolder createIn(Path parent, String prefix) {
    try {
      Path folder = PrivateFiles.folder(parent);
      return new TemporaryFolder(Files.createTempDirectory(folder, prefix));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    FileTrees.delete(path);
  }
}
