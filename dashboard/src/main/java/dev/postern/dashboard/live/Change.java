package dev.postern.dashboard.live;

import java.util.Set;

/**
 * Something that pages may show has changed.
 *
 * @param accounts whose it is; empty for what only operators and auditors see
 * @param names what changed, such as {@code keys} or {@code container:c948inpqy44}; no white space
 */
record Change(Set<String> accounts, Set<String> names) {

  /** Whatever a page shows. */
  static final String EVERYTHING = "*";

  /** Some changes were missed; nothing is known of them. */
  static final Change MISSED = new Change(Set.of(), Set.of(EVERYTHING));
}
