package dev.postern.notary.signing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;

/** What an operator watches of the notary. */
@ApplicationScoped
class NotaryMetrics {

  private final MeterRegistry registry;
  private final Logs logs;

  NotaryMetrics(MeterRegistry registry, Logs logs) {
    this.registry = registry;
    this.logs = logs;
  }

  void start(@Observes StartupEvent event) {
    Gauge.builder("postern.notary.unsigned", logs, Logs::unsigned)
        .description("Records that were read and are not signed yet")
        .register(registry);
    Gauge.builder(
            "postern.notary.unsigned.age", logs, l -> l.oldestUnsigned(Instant.now()).toSeconds())
        .description("How long the oldest of them has waited")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("postern.notary.contradictions", logs, l -> l.contradictions().size())
        .description("Partitions whose log is not the one that was signed")
        .register(registry);
    Gauge.builder("postern.notary.signed", logs, NotaryMetrics::signed)
        .description("Records that are signed")
        .register(registry);
  }

  private static double signed(Logs logs) {
    return logs.signed().values().stream().mapToLong(Long::longValue).sum();
  }
}
