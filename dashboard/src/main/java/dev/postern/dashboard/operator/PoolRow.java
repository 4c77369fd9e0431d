package dev.postern.dashboard.operator;

import dev.postern.dashboard.services.PoolsApi;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A pool and how full it is; a share of it that is not nothing is seen, however small. */
public record PoolRow(
    String name, String cidr, List<String> reserved, long used, long quarantined, BigInteger free) {

  static List<PoolRow> of(List<PoolsApi.Pool> pools, List<PoolsApi.Usage> usages) {
    Map<String, PoolsApi.Usage> byName =
        usages.stream().collect(Collectors.toMap(PoolsApi.Usage::pool, Function.identity()));
    return pools.stream().map(pool -> of(pool, byName.get(pool.name()))).toList();
  }

  private static PoolRow of(PoolsApi.Pool pool, PoolsApi.Usage usage) {
    return usage == null
        ? new PoolRow(pool.name(), pool.cidr(), pool.reserved(), 0, 0, BigInteger.ZERO)
        : new PoolRow(
            pool.name(),
            pool.cidr(),
            pool.reserved(),
            usage.used(),
            usage.quarantined(),
            usage.free());
  }

  /** Of 1000. */
  public int usedShare() {
    return share(used);
  }

  /** Of 1000. */
  public int quarantinedShare() {
    return share(quarantined);
  }

  private int share(long part) {
    BigInteger all = free.add(BigInteger.valueOf(used + quarantined));
    if (part == 0 || all.signum() == 0) {
      return 0;
    }
    int share =
        new BigDecimal(part)
            .multiply(BigDecimal.valueOf(1000))
            .divide(new BigDecimal(all), RoundingMode.HALF_UP)
            .intValue();
    return Math.max(6, share);
  }
}
