package dev.postern.transparency.merkle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Roots and proofs of a tree whose hashes are kept somewhere. For one thread. */
public final class MerkleTree {

  private final HashSource source;
  private final TreeHash hash = new TreeHash();

  public MerkleTree(HashSource source) {
    this.source = source;
  }

  /** What a tree of that size is continued from. */
  public CompactRange range(long size) throws IOException {
    CompactRange range = new CompactRange();
    long first = 0;
    for (int height = Long.SIZE - 2; height >= 0; height--) {
      if ((size >>> height & 1) == 1) {
        range.restore(height, subtree(height, first >>> height));
        first += 1L << height;
      }
    }
    return range;
  }

  /** The hash of the first {@code size} leaves. */
  public byte[] root(long size) throws IOException {
    return range(size).root();
  }

  /**
   * The path of RFC 9162 section 2.1.3.1.
   *
   * @return the leaf's sibling first, the root's child last
   */
  public List<byte[]> inclusionProof(long index, long size) throws IOException {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("a tree of " + size + " leaves has no leaf " + index);
    }
    List<byte[]> path = new ArrayList<>();
    path(index, 0, size, path);
    return path;
  }

  private void path(long index, long from, long to, List<byte[]> path) throws IOException {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      path(index, from, middle, path);
      path.add(hashOf(middle, to));
    } else {
      path(index, middle, to, path);
      path.add(hashOf(from, middle));
    }
  }

  private byte[] hashOf(long from, long to) throws IOException {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      int height = Long.numberOfTrailingZeros(leaves);
      return subtree(height, from >>> height);
    }
    long middle = from + split(leaves);
    return hash.node(hashOf(from, middle), hashOf(middle, to));
  }

  /** The largest power of two that is smaller. */
  private static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }

  /** The hash of a perfect subtree, from the level below it that is kept. */
  private byte[] subtree(int height, long index) throws IOException {
    int above = height % HashSource.LEVEL_HEIGHT;
    int count = 1 << above;
    byte[] hashes = source.hashes(height / HashSource.LEVEL_HEIGHT, index << above, count);
    List<byte[]> row = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      row.add(Arrays.copyOfRange(hashes, i * TreeHash.SIZE, (i + 1) * TreeHash.SIZE));
    }
    while (row.size() > 1) {
      List<byte[]> next = new ArrayList<>(row.size() / 2);
      for (int i = 0; i < row.size(); i += 2) {
        next.add(hash.node(row.get(i), row.get(i + 1)));
      }
      row = next;
    }
    return row.get(0);
  }
}
