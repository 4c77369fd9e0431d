package dev.postern.dashboard.ips;

import dev.postern.dashboard.page.Words;
import dev.postern.dashboard.services.IpsApi.Limits;
import dev.postern.dashboard.services.IpsApi.QuotaUse;
import dev.postern.dashboard.services.IpsApi.Use;
import dev.postern.dashboard.services.Part;
import java.util.ArrayList;
import java.util.List;

/** How many addresses of a family an account has and may have, in words. */
public record QuotaLine(String text, List<String> limits) {

  private static final int UNLIMITED = -1;

  /** Of both families; none where the service is down. */
  static List<QuotaLine> of(Part<QuotaUse> quota, Words words) {
    return quota
        .map(use -> List.of(of("IPv4", use.ipv4(), words), of("IPv6", use.ipv6(), words)))
        .or(List.of());
  }

  private static QuotaLine of(String family, Use use, Words words) {
    IpTexts texts = words.of(IpTexts.class);
    Limits allowed = use.allowed();
    List<String> limits = new ArrayList<>();
    if (use.quarantined() > 0) {
      limits.add(texts.quarantined(use.quarantined()));
    }
    if (allowed.perContainer() != null) {
      limits.add(texts.perContainer(allowed.perContainer()));
    }
    if (allowed.perEnvironment() != null) {
      limits.add(texts.perEnvironment(allowed.perEnvironment()));
    }
    int total = allowed.total() == null ? UNLIMITED : allowed.total();
    return new QuotaLine(texts.quota(family, use.used(), total), limits);
  }
}
