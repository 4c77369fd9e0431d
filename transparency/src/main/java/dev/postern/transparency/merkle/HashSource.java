package dev.postern.transparency.merkle;

import java.io.IOException;

/**
 * Where the hashes of a tree are read from. Kept are those of the perfect subtrees of heights 0, 8,
 * 16 …: level {@code l} has the hash of each {@code 256^l} leaves.
 */
@FunctionalInterface
public interface HashSource {

  /** How much higher the subtrees of a level are than those of the level below it. */
  int LEVEL_HEIGHT = 8;

  /** How many hashes a level of a tree of that size has. */
  static long count(int level, long size) {
    return size >>> (level * LEVEL_HEIGHT);
  }

  /**
   * @param first index of the first hash within its level
   * @return {@code count} hashes one behind the other
   * @throws IOException when they are not there or cannot be read
   */
  byte[] hashes(int level, long first, int count) throws IOException;
}
