package dev.postern.key.keys;

import dev.postern.key.listing.Page;
import java.util.List;

/**
 * A part of a list.
 *
 * @param next the cursor of the part that follows; null where this is the last
 */
record KeyPage(List<KeyView> items, String next) {

  /**
   * @param keys up to one more than the page holds, which tells whether another page follows
   */
  static KeyPage of(List<SshKey> keys, Page page) {
    return new KeyPage(
        page.shown(keys).stream().map(KeyView::of).toList(), page.next(keys, k -> k.position));
  }
}
