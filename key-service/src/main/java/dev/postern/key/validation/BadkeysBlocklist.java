package dev.postern.key.validation;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The {@code blocklist.dat} of badkeys (https://badkeys.info): sorted entries of 16 octets, the
 * first 15 of a SHA-256 of the key's number and one that names the list it came from. The file is
 * mapped, not read, so replace it by renaming.
 */
public final class BadkeysBlocklist implements CompromisedKeys {

  private static final int ENTRY = 16;
  private static final int HASH = 15;

  private final MappedByteBuffer entries;

  /**
   * @throws IOException where the file cannot be read or is not of the format
   */
  public BadkeysBlocklist(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() % ENTRY != 0 || channel.size() > Integer.MAX_VALUE) {
        throw new IOException("not a blocklist of badkeys: entries have 16 octets");
      }
      entries = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    }
  }

  @Override
  public boolean has(Candidate key) {
    byte[] wanted = Arrays.copyOf(Fingerprint.sha256(key.number()), HASH);
    int low = 0;
    int high = entries.capacity() / ENTRY - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Arrays.compareUnsigned(hash(middle), wanted);
      if (order == 0) {
        return true;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return false;
  }

  private byte[] hash(int entry) {
    byte[] hash = new byte[HASH];
    entries.get(entry * ENTRY, hash);
    return hash;
  }
}
