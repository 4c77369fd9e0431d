package dev.postern.outbox;

import dev.postern.backends.testing.Backends;
import dev.postern.events.Topics;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Relays of one test, as the processes of several replicas would run them. */
@Dependent
class Relays {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private final Pool pool;
  private final List<RelayLoop> started = new ArrayList<>();

  Relays(Pool pool) {
    this.pool = pool;
  }

  RelayLoop start() {
    return start(config(Map.of()), step -> {});
  }

  RelayLoop start(OutboxConfig config, Consumer<RelayLoop.Step> reached) {
    return start(config, reached, publishers(Backends.kafkaBootstrap(), TIMEOUT));
  }

  RelayLoop start(
      OutboxConfig config,
      Consumer<RelayLoop.Step> reached,
      Function<Runnable, EventPublisher> publishers) {
    return start(config, reached, publishers, List.of(), () -> {});
  }

  /** A relay of a service that takes over what its database does not know. */
  RelayLoop start(RestoreListener listener) {
    return start(listener, () -> {});
  }

  RelayLoop start(RestoreListener listener, Runnable noticed) {
    return start(
        config(Map.of()),
        step -> {},
        publishers(Backends.kafkaBootstrap(), TIMEOUT),
        List.of(listener),
        noticed);
  }

  private RelayLoop start(
      OutboxConfig config,
      Consumer<RelayLoop.Step> reached,
      Function<Runnable, EventPublisher> publishers,
      List<RestoreListener> listeners,
      Runnable noticed) {
    RestoreCatchUp catchUp = catchUp(config, listeners, noticed);
    RelayLoop relay = new RelayLoop(pool, publishers, catchUp, config, published -> {}, reached);
    started.add(relay);
    relay.start();
    return relay;
  }

  private static RestoreCatchUp catchUp(
      OutboxConfig config, List<RestoreListener> listeners, Runnable noticed) {
    return OutboxRelay.catchUp(
        Map.of("bootstrap.servers", Backends.kafkaBootstrap()),
        "outbox-test",
        config,
        listeners,
        noticed);
  }

  void stopAll() {
    started.forEach(relay -> relay.stop().await().atMost(TIMEOUT));
    started.clear();
  }

  static Function<Runnable, EventPublisher> publishers(String bootstrap, Duration timeout) {
    return OutboxRelay.publishers(
        Map.of("bootstrap.servers", bootstrap), "postern-outbox-outbox-test", timeout);
  }

  /** Quick polls and a lock that is soon lost, except where the test says otherwise. */
  static OutboxConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(OutboxConfig.class)
        .withDefaultValue("postern.outbox.topics", Topics.CONTAINERS)
        .withDefaultValue("postern.outbox.restore-topics", Topics.CONTAINERS)
        .withDefaultValue("postern.outbox.poll-interval", "100ms")
        .withDefaultValue("postern.outbox.turn-timeout", "1s")
        .withDefaultValue("postern.outbox.retry-delay", "50ms")
        .withDefaultValue("postern.outbox.max-retry-delay", "500ms")
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(OutboxConfig.class);
  }
}
