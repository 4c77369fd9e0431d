package dev.postern.ip.pool;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** How full the pools are, as metrics; every replica says the same. */
@Startup
@ApplicationScoped
class PoolGauges {

  private static final Logger LOG = Logger.getLogger(PoolGauges.class);

  private final PoolUsages usages;
  private final MultiGauge addresses;

  PoolGauges(PoolUsages usages, MeterRegistry meters) {
    this.usages = usages;
    this.addresses =
        MultiGauge.builder("postern.pool.addresses")
            .description("Addresses of a pool that are used, in quarantine and free")
            .register(meters);
  }

  @Scheduled(every = "${postern.pools.measure-every:15s}", delayed = "3s")
  Uni<Void> measure() {
    return Panache.withSession(usages::read)
        .invoke(this::show)
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.debug("The pools' use could not be measured", e))
        .onFailure()
        .recoverWithNull();
  }

  private void show(List<PoolUsage> pools) {
    addresses.register(pools.stream().flatMap(PoolGauges::rows).toList(), true);
  }

  private static Stream<MultiGauge.Row<?>> rows(PoolUsage usage) {
    return Stream.of(
        row(usage, "used", usage.used()),
        row(usage, "quarantined", usage.quarantined()),
        row(usage, "free", usage.free()));
  }

  private static MultiGauge.Row<?> row(PoolUsage usage, String state, Number number) {
    return MultiGauge.Row.of(Tags.of("pool", usage.pool(), "state", state), number);
  }
}
