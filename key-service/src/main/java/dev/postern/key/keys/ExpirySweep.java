package dev.postern.key.keys;

import dev.postern.outbox.CatchUpGate;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Removes expired keys from the gateways' view, so that the view does not grow. Safety does not
 * depend on it: a gateway compares {@code expiresAt} with its own clock.
 */
@ApplicationScoped
class ExpirySweep {

  private static final Logger LOG = Logger.getLogger(ExpirySweep.class);
  private static final int BATCH = 100;

  private final KeyRepository repository;
  private final KeyEventPublisher events;
  private final CatchUpGate gate;

  ExpirySweep(KeyRepository repository, KeyEventPublisher events, CatchUpGate gate) {
    this.repository = repository;
    this.events = events;
    this.gate = gate;
  }

  @Scheduled(
      every = "${postern.keys.expiry-sweep}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    // Before that a key may be expired by an event that is not taken over yet.
    return gate.isOpen()
        ? Panache.withTransaction(() -> repository.expired(BATCH).chain(this::expire))
        : Uni.createFrom().voidItem();
  }

  /** In the order of their accounts, so that two sweeps never wait for each other's sequences. */
  private Uni<Void> expire(List<SshKey> keys) {
    return Multi.createFrom()
        .iterable(keys.stream().sorted(Comparator.comparing(key -> key.account)).toList())
        .onItem()
        .transformToUniAndConcatenate(this::expire)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<SshKey> expire(SshKey key) {
    key.state = KeyStatus.EXPIRED;
    LOG.infof("Expired key=%s account=%s", key.id, key.account);
    return events.expired(key).replaceWith(key);
  }
}
