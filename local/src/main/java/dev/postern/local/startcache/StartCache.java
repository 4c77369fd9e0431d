package dev.postern.local.startcache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.backends.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The cache of one program with one JDK: a file whose name says what it is of, and beside it its
 * sum. A JVM trusts what it maps, so a file that is not what was written is never given to one.
 */
record StartCache(Path folder, String program, String digest) {

  private static final int DIGEST_BYTES = 12;
  private static final int CHUNK = 1 << 20;

  /** How the names of files end that no JVM has finished yet. */
  static final String UNFINISHED = ".new";

  /** What is in its place. */
  enum State {
    MISSING,
    /** Something that is not what was put there: cut off, changed, or without its sum. */
    DAMAGED,
    WHOLE
  }

  static StartCache of(Path folder, Program program, Jdk jdk) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((jdk.home() + " " + jdk.build() + "\n").getBytes(UTF_8));
      digest.update(program.identity().getBytes(UTF_8));
      String name = HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
      return new StartCache(folder, program.name(), name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Path file() {
    return folder.resolve(name() + ".jsa");
  }

  private Path sumFile() {
    return folder.resolve(name() + ".sum");
  }

  /** Where a JVM writes it; whole it is moved into its place. */
  Path unfinished() {
    return folder.resolve(name() + UNFINISHED);
  }

  private String name() {
    return program + "-" + digest;
  }

  State state() {
    if (!Files.exists(file())) {
      return State.MISSING;
    }
    try {
      Optional<String> kept = PrivateFiles.read(sumFile()).map(String::strip);
      return kept.filter(sum(file())::equals).isPresent() ? State.WHOLE : State.DAMAGED;
    } catch (IOException | UncheckedIOException e) {
      return State.DAMAGED;
    }
  }

  /**
   * Mapped at the address that it was made for: then its pages stay those of the file, which no
   * process has for itself before it writes to them.
   */
  List<String> options() {
    return List.of(
        "-XX:SharedArchiveFile=" + file(),
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:ArchiveRelocationMode=0");
  }

  /** Takes over what was written whole; older ones of the program go. */
  void finish(Path written) throws IOException {
    PrivateFiles.write(sumFile(), sum(written) + "\n");
    Files.move(
        written, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    removeOlder();
  }

  void remove() throws IOException {
    Files.deleteIfExists(file());
    Files.deleteIfExists(sumFile());
    Files.deleteIfExists(unfinished());
  }

  private void removeOlder() throws IOException {
    String ofProgram = program + "-[0-9a-f]{" + 2 * DIGEST_BYTES + "}\\.[a-z]+";
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String other = file.getFileName().toString();
        if (other.matches(ofProgram) && !other.startsWith(name() + ".")) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Size and CRC-32C: against accidents, and as quick as reading. */
  private static String sum(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    long size = 0;
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    try (FileChannel channel = FileChannel.open(file)) {
      while (channel.read(chunk) >= 0) {
        chunk.flip();
        size += chunk.remaining();
        crc.update(chunk);
        chunk.clear();
      }
    }
    return size + " " + Long.toHexString(crc.getValue());
  }
}
