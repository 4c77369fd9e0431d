package dev.postern.ip.attachment;

import dev.postern.events.ips.Family;
import dev.postern.ip.quota.QuotaLimits.Held;
import java.util.HashMap;
import java.util.Map;

/** How many addresses containers, environments and accounts hold, while more are given out. */
final class AddressCounts {

  private final Map<Object, Long> counts = new HashMap<>();

  private record OfContainer(String container, Family family) {}

  private record OfEnvironment(String account, String environment, Family family) {}

  private record OfAccount(String account, Family family) {}

  private record Leaving(String account, Family family) {}

  /**
   * @param environment null where it is not known; such addresses count for no environment
   */
  void add(String account, String environment, String container, Family family, long number) {
    counts.merge(new OfContainer(container, family), number, Long::sum);
    counts.merge(new OfAccount(account, family), number, Long::sum);
    if (environment != null) {
      counts.merge(new OfEnvironment(account, environment, family), number, Long::sum);
    }
  }

  /** Detached ones of the account, which are not free yet. */
  void addLeaving(String account, Family family, long number) {
    counts.merge(new Leaving(account, family), number, Long::sum);
  }

  Held of(String account, String environment, String container, Family family) {
    return new Held(
        count(new OfContainer(container, family)),
        environment == null ? 0 : count(new OfEnvironment(account, environment, family)),
        count(new OfAccount(account, family)),
        count(new Leaving(account, family)));
  }

  private long count(Object key) {
    return counts.getOrDefault(key, 0L);
  }
}
