package dev.postern.ip.pool;

import dev.postern.identity.Roles;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How full the pools are, for operators. */
@Path("/v1/pool-usage")
@RolesAllowed(Roles.OPERATOR)
public class PoolUsageResource {

  private static final String USE =
      """
      select pool.name,
        (select count(*) from attachment a where a.pool = pool.name and a.state <> 'QUARANTINED'),
        (select count(*) from attachment a where a.pool = pool.name and a.state = 'QUARANTINED'),
        (select coalesce(sum(high - low + 1), 0) from free_range f where f.pool = pool.name)
      from pool order by pool.name limit 200
      """;

  PoolUsageResource() {}

  /**
   * Addresses of a pool that may be given out at all.
   *
   * @param used attached, or on their way to or from it
   * @param quarantined without a holder, until their time is over
   */
  record PoolUsage(String pool, long used, long quarantined, BigInteger free) {

    private static PoolUsage of(Object[] row) {
      return new PoolUsage(
          (String) row[0],
          ((Number) row[1]).longValue(),
          ((Number) row[2]).longValue(),
          new BigDecimal(row[3].toString()).toBigInteger());
    }
  }

  record Usages(List<PoolUsage> items) {}

  @GET
  @WithSession
  @Operation(summary = "Used, quarantined and free addresses of each pool; the first 200 pools")
  public Uni<Usages> usages() {
    return Panache.getSession()
        .chain(s -> s.<Object[]>createNativeQuery(USE).getResultList())
        .map(rows -> new Usages(rows.stream().map(PoolUsage::of).toList()));
  }
}
