package dev.postern.credential.credential;

import dev.postern.credential.transaction.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Starts the attempts that are due: at once when a request wakes it, and on a slow schedule those
 * that wait for their next attempt, were left by a crash or were requested on another replica.
 */
@ApplicationScoped
public class AttemptWorker {

  private static final Logger LOG = Logger.getLogger(AttemptWorker.class);

  private final Transactions transactions;
  private final Claims claims;
  private final AttemptPipeline attemptPipeline;
  private final GenerationRepository generations;
  private final ApplyingConfig config;
  private final Clock clock = Clock.systemUTC();
  private final Set<UUID> inFlight = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private volatile boolean stopping;

  AttemptWorker(
      Transactions transactions,
      Claims claims,
      AttemptPipeline attemptPipeline,
      GenerationRepository generations,
      ApplyingConfig config) {
    this.transactions = transactions;
    this.claims = claims;
    this.attemptPipeline = attemptPipeline;
    this.generations = generations;
    this.config = config;
  }

  /**
   * Attempts that are in flight are taken over by another worker, or by this one after its next
   * start.
   */
  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  /** Says, after a commit, that there is work. Returns at once. */
  public void wake() {
    again.set(true);
    look();
  }

  @Scheduled(every = "${postern.applying.poll}", delayed = "1s")
  Uni<Void> poll() {
    wake();
    return inFlight.isEmpty() ? Uni.createFrom().voidItem() : keepLeases();
  }

  private Uni<Void> keepLeases() {
    Set<UUID> held = Set.copyOf(inFlight);
    return transactions
        .run(() -> generations.extendLeases(held, clock.instant().plus(config.lease())))
        .replaceWithVoid();
  }

  /** It looks once at a time; a wake in between causes another look. */
  private void look() {
    int free = config.parallel() - inFlight.size();
    if (stopping || free <= 0 || !looking.compareAndSet(false, true)) {
      return;
    }
    again.set(false);
    transactions.run(() -> claims.take(free)).subscribe().with(this::start, this::cannotLook);
  }

  private void start(List<Claim> taken) {
    taken.forEach(claim -> inFlight.add(claim.id()));
    looking.set(false);
    if (!taken.isEmpty()) {
      Failpoint.TAKEN.reached();
    }
    taken.forEach(this::start);
    if (again.get()) {
      look();
    }
  }

  private void start(Claim claim) {
    attemptPipeline
        .attempt(claim)
        .onTermination()
        .invoke(() -> inFlight.remove(claim.id()))
        .subscribe()
        .with(done -> wake(), failure -> notRecorded(claim, failure));
  }

  private void notRecorded(Claim claim, Throwable failure) {
    if (!stopping) {
      LOG.warnf(
          failure,
          "The result of an attempt was not stored container=%s account=%s generation=%d attempt=%d",
          claim.container().id(),
          claim.container().account(),
          claim.generation(),
          claim.attempt());
    }
  }

  private void cannotLook(Throwable failure) {
    looking.set(false);
    if (!stopping) {
      LOG.warn("Cannot look for work", failure);
    }
  }
}
