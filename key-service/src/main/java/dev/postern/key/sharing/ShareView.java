package dev.postern.key.sharing;

import java.time.Instant;

/**
 * A share as either side sees it.
 *
 * @param account the account that owns the environment
 * @param with the account whose keys open it
 */
record ShareView(String id, String account, String environment, String with, Instant sharedAt) {

  static ShareView of(Share share) {
    return new ShareView(share.id, share.owner, share.environment, share.receiver, share.sharedAt);
  }
}
