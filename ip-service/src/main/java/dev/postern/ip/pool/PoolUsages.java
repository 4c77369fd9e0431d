package dev.postern.ip.pool;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts how full the pools are, in the caller's session. */
@ApplicationScoped
class PoolUsages {

  private static final String USE =
      """
      select pool.name,
        (select count(*) from attachment a where a.pool = pool.name and a.state <> 'QUARANTINED'),
        (select count(*) from attachment a where a.pool = pool.name and a.state = 'QUARANTINED'),
        (select coalesce(sum(high - low + 1), 0) from free_range f where f.pool = pool.name)
      from pool order by pool.name limit 200
      """;

  PoolUsages() {}

  /** Of the first 200 pools. */
  Uni<List<PoolUsage>> read() {
    return Panache.getSession()
        .chain(s -> s.<Object[]>createNativeQuery(USE).getResultList())
        .map(rows -> rows.stream().map(PoolUsage::of).toList());
  }
}
