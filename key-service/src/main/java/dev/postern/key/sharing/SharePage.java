package dev.postern.key.sharing;

import dev.postern.key.listing.Page;
import java.util.List;

/**
 * A part of a list.
 *
 * @param next the cursor of the part that follows; null where this is the last
 */
record SharePage(List<ShareView> items, String next) {

  /**
   * @param shares up to one more than the page holds
   */
  static SharePage of(List<Share> shares, Page page) {
    return new SharePage(
        page.shown(shares).stream().map(ShareView::of).toList(),
        page.next(shares, share -> share.position));
  }
}
