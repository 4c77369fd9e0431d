package dev.postern.dashboard.page;

import dev.postern.dashboard.services.Quota;

/** How many of each thing the person has; null where that is not known now. */
public record NavigationNumbers(Integer containers, Integer ips, Quota keys, Quota shares) {

  static final NavigationNumbers NONE = new NavigationNumbers(null, null, null, null);

  /** Not asked for yet: the page has places for them. */
  static final NavigationNumbers LATER = new NavigationNumbers(null, null, null, null);

  public boolean isLater() {
    return this == LATER;
  }
}
