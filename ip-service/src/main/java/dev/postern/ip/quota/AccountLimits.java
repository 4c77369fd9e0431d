package dev.postern.ip.quota;

import dev.postern.events.ips.Family;

/** The limits of an account. */
public record AccountLimits(QuotaLimits ipv4, QuotaLimits ipv6) {

  public QuotaLimits of(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /** Whether counting what the account has can be left out. */
  public boolean areNone() {
    return ipv4.areNone() && ipv6.areNone();
  }

  AccountLimits with(Family family, QuotaLimits limits) {
    return family == Family.IPV4
        ? new AccountLimits(limits, ipv6)
        : new AccountLimits(ipv4, limits);
  }
}
