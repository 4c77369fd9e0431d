package dev.postern.ip.pool;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Addresses of a pool that may be given out at all.
 *
 * @param used attached, or on their way to or from it
 * @param quarantined without a holder, until their time is over
 */
record PoolUsage(String pool, long used, long quarantined, BigInteger free) {

  static PoolUsage of(Object[] row) {
    return new PoolUsage(
        (String) row[0],
        ((Number) row[1]).longValue(),
        ((Number) row[2]).longValue(),
        new BigDecimal(row[3].toString()).toBigInteger());
  }
}
