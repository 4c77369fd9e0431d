package dev.postern.key.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.key.validation.CompromisedKeys.Candidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mounted blocklist is read at the start and again when it changed. */
class BlocklistTest {

  private static final Candidate ONE = new Candidate("SHA256:one", new byte[] {1});
  private static final Candidate TWO = new Candidate("SHA256:two", new byte[] {2});

  @TempDir Path folder;
  private int written;

  @Test
  void aReplacedFileCountsFromTheNextLook() throws Exception {
    Path file = replace(entry(ONE));
    Blocklist blocklist = new Blocklist(new Mounted(file));

    replace(entry(TWO));

    assertThat(blocklist.has(ONE)).isTrue();
    assertThat(blocklist.refreshed().has(ONE)).isFalse();
    assertThat(blocklist.has(TWO)).isTrue();
  }

  @Test
  void aBrokenReplacementLeavesTheOneBefore() throws Exception {
    Path file = replace(entry(ONE));
    Blocklist blocklist = new Blocklist(new Mounted(file));

    replace(new byte[] {1, 2, 3});
    assertThat(blocklist.refreshed().has(ONE)).isTrue();

    Files.delete(file);
    assertThat(blocklist.refreshed().has(ONE)).isTrue();
  }

  @Test
  void aBrokenOrMissingFileStopsTheStart() throws Exception {
    Path broken = replace(new byte[] {1, 2, 3});

    assertThatThrownBy(() -> new Blocklist(new Mounted(broken)))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> new Blocklist(new Mounted(folder.resolve("none"))))
        .isInstanceOf(UncheckedIOException.class);
  }

  /** As an operator does it, by renaming; each file is a minute younger than the one before. */
  private Path replace(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("new"), content);
    Files.setLastModifiedTime(file, FileTime.fromMillis(60_000L * ++written));
    return Files.move(file, folder.resolve("blocklist.dat"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] entry(Candidate key) throws Exception {
    return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key.number()), 16);
  }

  private record Mounted(Path file) implements KeyConfig {

    @Override
    public int rsaMinimumBits() {
      return 3072;
    }

    @Override
    public int maximumPerAccount() {
      return 100;
    }

    @Override
    public Optional<Path> blocklist() {
      return Optional.of(file);
    }

    @Override
    public String expirySweep() {
      return "10s";
    }

    @Override
    public String policySweep() {
      return "1h";
    }
  }
}
