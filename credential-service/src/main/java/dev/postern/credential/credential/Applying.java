package dev.postern.credential.credential;

import dev.postern.credential.transaction.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * One attempt from end to end: make a secret, store it, set and prove it in the container, write
 * down what came of it. Whatever waits for a container runs on threads of its own.
 */
@ApplicationScoped
class Applying {

  private static final Logger LOG = Logger.getLogger(Applying.class);

  private final Transactions transactions;
  private final SecretMaker maker;
  private final Arming arming;
  private final InContainer inContainer;
  private final Conclusion conclusion;
  private final ExecutorService threads;

  Applying(
      Transactions transactions,
      SecretMaker maker,
      Arming arming,
      InContainer inContainer,
      Conclusion conclusion,
      ApplyingSettings settings) {
    this.transactions = transactions;
    this.maker = maker;
    this.arming = arming;
    this.inContainer = inContainer;
    this.conclusion = conclusion;
    this.threads = Executors.newFixedThreadPool(settings.parallel(), Applying::thread);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  Uni<Void> attempt(Claim claim) {
    return claim.needsSecret() ? withFreshSecret(claim) : apply(claim, null);
  }

  private Uni<Void> withFreshSecret(Claim claim) {
    return Uni.createFrom()
        .item(() -> maker.make(claim))
        .invoke(Failpoint.MADE::reached)
        .runSubscriptionOn(threads)
        .onItemOrFailure()
        .transformToUni(
            (fresh, failure) ->
                failure == null
                    ? apply(claim, fresh).eventually(fresh.password()::close)
                    : sealingFailed(claim, failure));
  }

  private Uni<Void> apply(Claim claim, FreshSecret fresh) {
    return transactions
        .run(() -> arming.arm(claim, fresh))
        .onItem()
        .ifNotNull()
        .transformToUni(this::armed)
        .onItem()
        .ifNotNull()
        .transformToUni(outcome -> transactions.run(() -> conclusion.record(claim, outcome)))
        .invoke(Failpoint.CONCLUDED::reached)
        .replaceWithVoid();
  }

  private Uni<Outcome> armed(Job job) {
    Failpoint.ARMED.reached();
    return inContainer(job);
  }

  private Uni<Outcome> inContainer(Job job) {
    return Uni.createFrom().item(() -> inContainer.run(job)).runSubscriptionOn(threads);
  }

  private Uni<Void> sealingFailed(Claim claim, Throwable failure) {
    LOG.errorf(
        failure,
        "Cannot seal container=%s generation=%d",
        claim.container().id(),
        claim.generation());
    Outcome outcome = Outcome.retry(Reasons.SEALING_FAILED, false, Outcome.Seen.NOTHING);
    return transactions.run(() -> conclusion.record(claim, outcome));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "applying");
    thread.setDaemon(true);
    return thread;
  }
}
