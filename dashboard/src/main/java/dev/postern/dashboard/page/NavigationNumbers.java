package dev.postern.dashboard.page;

import dev.postern.dashboard.services.Quota;

/** How many of each thing the person has; null where that is not known now. */
public record Numbers(Integer containers, Integer ips, Quota keys, Quota shares) {

  static final Numbers NONE = new Numbers(null, null, null, null);
}
