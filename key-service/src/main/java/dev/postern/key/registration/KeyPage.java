package dev.postern.key.registration;

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
    boolean more = keys.size() > page.limit();
    List<SshKey> shown = more ? keys.subList(0, page.limit()) : keys;
    return new KeyPage(
        shown.stream().map(KeyView::of).toList(),
        more ? Page.cursor(shown.get(shown.size() - 1).position) : null);
  }
}
