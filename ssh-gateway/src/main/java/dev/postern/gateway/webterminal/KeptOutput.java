package dev.postern.gateway.webterminal;

import java.util.ArrayDeque;
import java.util.Deque;

/** A stretch of a shell's output, by offset from the shell's start. Grows and shrinks by blocks. */
final class KeptOutput {

  private static final int BLOCK = 8 * 1024;

  private final Deque<byte[]> blocks = new ArrayDeque<>();
  private long start;
  private long end;

  /** The first byte that is kept. */
  long start() {
    return start;
  }

  /** Behind the last one. */
  long end() {
    return end;
  }

  void append(byte[] bytes) {
    for (int done = 0; done < bytes.length; ) {
      int place = (int) (end % BLOCK);
      if (place == 0) {
        blocks.add(new byte[BLOCK]);
      }
      int length = Math.min(BLOCK - place, bytes.length - done);
      System.arraycopy(bytes, done, blocks.getLast(), place, length);
      done += length;
      end += length;
    }
  }

  /** Forgets what is before it, as far as that fills blocks. */
  void dropBefore(long offset) {
    while ((start / BLOCK + 1) * BLOCK <= Math.min(offset, end)) {
      blocks.removeFirst();
      start = (start / BLOCK + 1) * BLOCK;
    }
  }

  /** A copy of a part of what is kept. */
  byte[] read(long from, int length) {
    var copy = new byte[length];
    long block = start / BLOCK * BLOCK;
    for (byte[] bytes : blocks) {
      long first = Math.max(from, block);
      long last = Math.min(from + length, block + BLOCK);
      if (first < last) {
        System.arraycopy(
            bytes, (int) (first - block), copy, (int) (first - from), (int) (last - first));
      }
      block += BLOCK;
    }
    return copy;
  }
}
