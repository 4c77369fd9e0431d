package dev.postern.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Runs the relay, the measuring and the pruning from the application's start to its stop. */
@ApplicationScoped
class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  private final OutboxConfig config;
  private final Backlog backlog;
  private final Pruning pruning;
  private final RelayLoop relay;
  private List<Cancellable> repeated = List.of();

  OutboxRelay(
      OutboxConfig config,
      Pool pool,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "quarkus.application.name") String application,
      @Any Instance<RestoreListener> listeners,
      CatchUpGate gate,
      MeterRegistry metrics) {
    this.config = config;
    this.backlog = new Backlog(pool);
    this.pruning = new Pruning(pool, config);
    Counter published =
        Counter.builder("postern.outbox.published")
            .description("Events published to Kafka")
            .register(metrics);
    this.relay =
        new RelayLoop(
            pool,
            publishers(kafka, "postern-outbox-" + application, config.publishTimeout()),
            catchUp(kafka, application, config, listeners.stream().toList(), gate::close),
            config,
            published::increment,
            step -> {});
    gauges(metrics);
  }

  static Function<Runnable, EventPublisher> publishers(
      Map<String, Object> kafka, String transactionalId, Duration timeout) {
    return sent -> EventPublisher.open(kafka, transactionalId, timeout, sent);
  }

  static RestoreCatchUp catchUp(
      Map<String, Object> kafka,
      String application,
      OutboxConfig config,
      List<RestoreListener> listeners,
      Runnable noticed) {
    return new RestoreCatchUp(
        new RestoreCatchUp.Topics(
            config.topics().orElse(List.of()),
            config.restoreTopics().orElse(List.of()),
            TopicTail.ofSource(kafka, OutboxEmitter.source(application)),
            TopicTail.upToGroup(kafka, application),
            TopicTail.upToEnd(kafka)),
        listeners,
        noticed);
  }

  Backlog.Size backlog() {
    return backlog.size();
  }

  void start(@Observes StartupEvent ignored) {
    repeated =
        List.of(
            every(config.pollInterval(), backlog::measure),
            every(config.pruneInterval(), pruning::prune));
    if (config.relayEnabled()) {
      relay.start();
    }
  }

  void stop(@Observes ShutdownEvent ignored) {
    repeated.forEach(Cancellable::cancel);
    // The stop of the application is the one place that has to wait.
    relay
        .stop()
        .ifNoItem()
        .after(config.stopTimeout())
        .fail()
        .onFailure()
        .invoke(relay::kill)
        .onFailure()
        .recoverWithNull()
        .await()
        .indefinitely();
  }

  private static Cancellable every(Duration interval, Supplier<Uni<Void>> work) {
    return Multi.createFrom()
        .ticks()
        .every(interval)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(tick -> quietly(work))
        .subscribe()
        .with(done -> {});
  }

  private static Uni<Void> quietly(Supplier<Uni<Void>> work) {
    return Uni.createFrom()
        .deferred(work::get)
        .onFailure()
        .invoke(failure -> LOG.debugf("Outbox upkeep failed reason=%s", failure))
        .onFailure()
        .recoverWithNull();
  }

  private void gauges(MeterRegistry metrics) {
    Gauge.builder("postern.outbox.unpublished", backlog, it -> it.size().events())
        .description("Events stored and not yet published")
        .register(metrics);
    Gauge.builder(
            "postern.outbox.oldest.age", backlog, it -> it.size().oldest().toMillis() / 1000.0)
        .baseUnit("seconds")
        .description("Age of the oldest event that is not yet published")
        .register(metrics);
  }
}
