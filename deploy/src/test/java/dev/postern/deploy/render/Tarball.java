package dev.postern.deploy.render;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;

/** Files of a gzipped tar archive (POSIX ustar), as far as the archives here need it. */
public final class Tarball {

  private static final int BLOCK = 512;
  private static final int NAME = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE = 12;
  private static final int TYPE_AT = 156;

  private Tarball() {}

  /**
   * Reads files in the archive's order until the reader has what it wants.
   *
   * @param reader gets a file's name and content; what it returns first is the answer
   */
  public static <T> Optional<T> search(Path archive, BiFunction<String, byte[], Optional<T>> reader)
      throws IOException {
    try (InputStream file = Files.newInputStream(archive);
        var in = new DataInputStream(new GZIPInputStream(file))) {
      byte[] header = new byte[BLOCK];
      while (true) {
        in.readFully(header);
        String name = text(header, 0, NAME);
        if (name.isEmpty()) {
          return Optional.empty();
        }
        int size = Integer.parseInt(text(header, SIZE_AT, SIZE).strip(), 8);
        byte[] content = in.readNBytes(size);
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        Optional<T> found =
            header[TYPE_AT] == '0' || header[TYPE_AT] == 0
                ? reader.apply(name, content)
                : Optional.empty();
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (EOFException e) {
      throw new IOException(archive.getFileName() + " ends too early", e);
    }
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.US_ASCII);
  }
}
