package dev.postern.transparency.merkle;

/**
 * The least that a tree is continued from: the hash of each perfect subtree that it is made of, one
 * for each bit of its size. For one thread.
 */
public final class CompactRange {

  private final TreeHash hash = new TreeHash();
  private final byte[][] subtrees = new byte[Long.SIZE][];
  private long size;

  /** Gets the hash of each perfect subtree when it becomes whole, the lowest first. */
  @FunctionalInterface
  public interface Listener {

    /**
     * @param height of the subtree; it has {@code 2^height} leaves
     */
    void whole(int height, byte[] subtree);
  }

  public long size() {
    return size;
  }

  public void append(byte[] leaf, Listener listener) {
    byte[] carried = leaf;
    int height = 0;
    listener.whole(0, leaf);
    for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
      carried = hash.node(subtrees[height], carried);
      subtrees[height] = null;
      height++;
      listener.whole(height, carried);
    }
    subtrees[height] = carried;
    size++;
  }

  /** Continues a tree of that size. */
  void restore(int height, byte[] subtree) {
    subtrees[height] = subtree;
    size |= 1L << height;
  }

  /** The root of the tree as it is. */
  public byte[] root() {
    if (size == 0) {
      return hash.empty();
    }
    byte[] root = null;
    for (int height = 0; height < subtrees.length; height++) {
      if ((size >>> height & 1) == 1) {
        root = root == null ? subtrees[height] : hash.node(subtrees[height], root);
      }
    }
    return root;
  }
}
