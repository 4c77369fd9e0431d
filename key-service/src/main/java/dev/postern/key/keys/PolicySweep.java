package dev.postern.key.keys;

import dev.postern.background.CallersContext;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.key.validation.PublicKeyValidator;
import dev.postern.key.validation.RejectedKeyException;
import dev.postern.outbox.CatchUpGate;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Applies the present policy to the keys that an earlier one accepted, at the start and from time
 * to time. A key that it does not allow is disabled, never deleted: its owner sees why.
 */
@ApplicationScoped
class PolicySweep {

  private static final Logger LOG = Logger.getLogger(PolicySweep.class);
  private static final int BATCH = 500;

  /** A key's id, and why the policy does not allow it. */
  private record Objection(String id, KeyDisabled.Reason reason) {}

  private final KeyRepository repository;
  private final KeyEventPublisher events;
  private final PublicKeyValidator validator;
  private final Blocklist blocklist;
  private final PolicyPublisher policy;
  private final CatchUpGate gate;
  private final Vertx vertx;

  PolicySweep(
      KeyRepository repository,
      KeyEventPublisher events,
      PublicKeyValidator validator,
      Blocklist blocklist,
      PolicyPublisher policy,
      CatchUpGate gate,
      Vertx vertx) {
    this.repository = repository;
    this.events = events;
    this.validator = validator;
    this.blocklist = blocklist;
    this.policy = policy;
    this.gate = gate;
    this.vertx = vertx;
  }

  /**
   * Not before it is known what was published: a key that is disabled already is not told again.
   */
  @Scheduled(
      every = "${postern.keys.policy-sweep}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return CallersContext.resume(gate.opened())
        .chain(() -> vertx.executeBlocking(blocklist::refreshed, false))
        .chain(this::tell)
        .chain(this::disableAll);
  }

  /** The policy holds whether the log has heard of it or not; it hears at the next sweep. */
  private Uni<Void> tell() {
    return policy
        .tellIfChanged()
        .onFailure()
        .invoke(e -> LOG.warnf("Cannot tell of the policy yet cause=%s", e))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> disableAll() {
    return Multi.createBy()
        .repeating()
        .uni(AtomicLong::new, this::disableNext)
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Whether there was a batch of keys behind the position, which moves to its end. */
  private Uni<Boolean> disableNext(AtomicLong position) {
    return Panache.withSession(() -> repository.active(position.get(), BATCH))
        .invoke(keys -> keys.forEach(key -> position.set(key.position)))
        .call(keys -> vertx.executeBlocking(() -> judge(keys), false).chain(this::disable))
        .map(keys -> !keys.isEmpty());
  }

  private List<Objection> judge(List<SshKey> keys) {
    return keys.stream().flatMap(key -> objection(key).stream()).toList();
  }

  private Optional<Objection> objection(SshKey key) {
    try {
      validator.judgeAgain(key.type, key.blob);
      return Optional.empty();
    } catch (RejectedKeyException e) {
      return reason(key, e).map(reason -> new Objection(key.id, reason));
    }
  }

  /** A damaged row must not keep the policy from the rows behind it. */
  private static Optional<KeyDisabled.Reason> reason(SshKey key, RejectedKeyException objection) {
    return switch (objection.reason()) {
      case SIZE -> Optional.of(KeyDisabled.Reason.TOO_SHORT);
      case COMPROMISED -> Optional.of(KeyDisabled.Reason.COMPROMISED);
      case PRIVATE_KEY,
          EMPTY,
          TOO_LARGE,
          NOT_ONE_LINE,
          NOT_A_KEY,
          OPTIONS,
          CERTIFICATE,
          UNKNOWN_TYPE,
          WEAK_TYPE,
          MALFORMED,
          COMMENT,
          WEAK -> {
        LOG.errorf("Cannot judge key=%s account=%s", key.id, key.account);
        yield Optional.empty();
      }
    };
  }

  private Uni<Void> disable(List<Objection> objections) {
    return Multi.createFrom()
        .iterable(objections)
        .onItem()
        .transformToUniAndConcatenate(this::disable)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Objection> disable(Objection objection) {
    return Panache.withTransaction(
            () ->
                repository.findLocked(objection.id()).call(key -> disable(key, objection.reason())))
        .replaceWith(objection);
  }

  /** The key was checked outside the transaction, so it may be gone, expired or disabled by now. */
  private Uni<Void> disable(SshKey key, KeyDisabled.Reason reason) {
    if (key == null || key.state != KeyStatus.ACTIVE) {
      return Uni.createFrom().voidItem();
    }
    key.disable(reason, Instant.now());
    LOG.infof("Disabled key=%s account=%s reason=%s", key.id, key.account, reason);
    return events.disabled(key);
  }
}
