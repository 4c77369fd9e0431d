package dev.postern.notary.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** A segment file of a broker (record batches of version 2), as an attacker edits it. */
final class LogSegment {

  private static final int LENGTH_AT = 8;
  private static final int HEAD = 12;
  private static final int CRC_AT = 17;
  private static final int CHECKED_FROM = 21;

  private final Path file;
  private final byte[] bytes;
  private final List<Integer> batches = new ArrayList<>();

  private LogSegment(Path file) throws IOException {
    this.file = file;
    this.bytes = Files.readAllBytes(file);
    for (int at = 0;
        at < bytes.length;
        at += HEAD + ByteBuffer.wrap(bytes).getInt(at + LENGTH_AT)) {
      batches.add(at);
    }
  }

  static LogSegment containing(Path log, long offset) throws IOException {
    try (Stream<Path> files = Files.list(log)) {
      Path file =
          files
              .filter(path -> path.toString().endsWith(".log"))
              .filter(path -> baseOf(path) <= offset)
              .max((a, b) -> Long.compare(baseOf(a), baseOf(b)))
              .orElseThrow();
      return new LogSegment(file);
    }
  }

  private static long baseOf(Path file) {
    return Long.parseLong(file.getFileName().toString().replace(".log", ""));
  }

  long firstOffset() {
    return baseOf(file);
  }

  int batches() {
    return batches.size();
  }

  void delete() throws IOException {
    for (String ending : List.of(".log", ".index", ".timeindex")) {
      Files.delete(Path.of(file.toString().replace(".log", ending)));
    }
  }

  /** Writes other text of the same length, and a checksum that fits. */
  void replaceInBatch(long offset, String from, String to) throws IOException {
    int batch = batch(offset);
    byte[] text = from.getBytes(UTF_8);
    int at = batch;
    while (!Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
      at++;
    }
    System.arraycopy(to.getBytes(UTF_8), 0, bytes, at, text.length);
    CRC32C crc = new CRC32C();
    crc.update(bytes, batch + CHECKED_FROM, end(batch) - batch - CHECKED_FROM);
    ByteBuffer.wrap(bytes).putInt(batch + CRC_AT, (int) crc.getValue());
    Files.write(file, bytes);
  }

  /** Exchanges the contents of two batches of one length; offsets are not part of them. */
  void swapBatches(long one, long other) throws IOException {
    int first = batch(one);
    int second = batch(other);
    byte[] content = Arrays.copyOfRange(bytes, first + HEAD, end(first));
    System.arraycopy(bytes, second + HEAD, bytes, first + HEAD, content.length);
    System.arraycopy(content, 0, bytes, second + HEAD, content.length);
    Files.write(file, bytes);
  }

  private int batch(long offset) {
    return batches.stream()
        .filter(at -> ByteBuffer.wrap(bytes).getLong(at) == offset)
        .findFirst()
        .orElseThrow();
  }

  private int end(int batch) {
    return batch + HEAD + ByteBuffer.wrap(bytes).getInt(batch + LENGTH_AT);
  }
}
