package dev.postern.dashboard.ips;

import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.IpsApi.Count;

/**
 * How many addresses of a family a container should have.
 *
 * @param family {@code ipv4} or {@code ipv6}
 * @param unmet why it has fewer; null where it does not
 */
public record CountForm(String family, String label, int count, String unmet) {

  static CountForm of(String family, String label, Count count, Words words) {
    return new CountForm(family, label, count.count(), unmet(count, words));
  }

  private static String unmet(Count count, Words words) {
    IpTexts texts = words.of(IpTexts.class);
    return count.reason() == null
        ? null
        : texts.unmet(count.held(), count.count(), texts.unmetWhy(count.reason()));
  }
}
