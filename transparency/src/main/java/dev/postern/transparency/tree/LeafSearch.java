package dev.postern.transparency.tree;

import java.io.IOException;
import java.util.OptionalLong;

/** Which leaf a record is. */
public final class LeafSearch {

  private LeafSearch() {}

  /**
   * @return the index of the leaf whose record has that offset; empty where none is signed
   */
  public static OptionalLong of(TreeView tree, long offset) throws IOException {
    long from = 0;
    long to = tree.size() - 1;
    while (from <= to) {
      long middle = (from + to) >>> 1;
      long found = tree.places(middle, 1)[0].offset();
      if (found == offset) {
        return OptionalLong.of(middle);
      }
      if (found < offset) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return OptionalLong.empty();
  }
}
