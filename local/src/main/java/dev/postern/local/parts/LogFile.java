package dev.postern.local.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.files.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The output of one part since its start; the output of the start before is beside it. */
public record LogFile(Path path) {

  private static final int TAIL_BYTES = 16 * 1024;

  /** Moves the last start's output to {@code .1} and makes an empty file of mode 0600. */
  public LogFile rotate() {
    try {
      keepLast();
      PrivateFiles.write(path, "");
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot rotate " + path, e);
    }
  }

  /** As {@link #rotate}, with a file that is being written already; it is written on. */
  public void replaceBy(Path output) {
    try {
      keepLast();
      Files.move(output, path);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot rotate " + path, e);
    }
  }

  private void keepLast() throws IOException {
    PrivateFiles.folder(path.getParent());
    if (Files.exists(path)) {
      Path last = path.resolveSibling(path.getFileName() + ".1");
      Files.move(path, last, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The last lines, oldest first. */
  public List<String> tail(int lines) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      List<String> all = new String(bytes, UTF_8).lines().filter(line -> !line.isBlank()).toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
