package dev.postern.transparency.tree;

import dev.postern.transparency.merkle.HashSource;
import java.io.IOException;

/** A partition's tree as a notary keeps it. */
public interface TreeView extends HashSource {

  /** Leaves that are signed. */
  long size() throws IOException;

  /** The signed note of that size; empty before the first. */
  String checkpoint() throws IOException;

  /**
   * @param first index of the first leaf
   * @return the places of {@code count} leaves
   */
  LeafPlace[] places(long first, int count) throws IOException;
}
