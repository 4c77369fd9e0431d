package dev.postern.transparency.merkle;

import java.util.List;
import java.util.Optional;

/** The check of RFC 9162 section 2.1.3.2. */
public final class InclusionProof {

  private InclusionProof() {}

  /**
   * @param path the leaf's sibling first
   * @return the root that the path leads to; empty where the path is too short or too long
   */
  public static Optional<byte[]> root(byte[] leaf, long index, long size, List<byte[]> path) {
    if (index < 0 || index >= size) {
      return Optional.empty();
    }
    TreeHash hash = new TreeHash();
    long node = index;
    long last = size - 1;
    byte[] root = leaf;
    for (byte[] sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((node & 1) == 1 || node == last) {
        root = hash.node(sibling, root);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        root = hash.node(root, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }
}
