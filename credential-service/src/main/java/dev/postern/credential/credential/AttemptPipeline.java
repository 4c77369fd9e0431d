package dev.postern.credential.credential;

import dev.postern.credential.transaction.Transactions;
import dev.postern.outbox.CurrentTrace;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One attempt from end to end: make a secret, store it, set and prove it in the container, record
 * the outcome. All work that waits for a container runs on threads of its own.
 */
@ApplicationScoped
class AttemptPipeline {

  private static final Logger LOG = Logger.getLogger(AttemptPipeline.class);

  private static final String SPAN = "credential attempt";

  private final Transactions transactions;
  private final SecretMaker maker;
  private final AttemptPreparation attemptPreparation;
  private final AttemptRunner attemptRunner;
  private final AttemptRecorder attemptRecorder;
  private final ExecutorService threads;

  AttemptPipeline(
      Transactions transactions,
      SecretMaker maker,
      AttemptPreparation attemptPreparation,
      AttemptRunner attemptRunner,
      AttemptRecorder attemptRecorder,
      ApplyingConfig config) {
    this.transactions = transactions;
    this.maker = maker;
    this.attemptPreparation = attemptPreparation;
    this.attemptRunner = attemptRunner;
    this.attemptRecorder = attemptRecorder;
    this.threads = Executors.newFixedThreadPool(config.parallel(), AttemptPipeline::thread);
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  Uni<Void> attempt(Claim claim) {
    return claim.needsSecret() ? withFreshSecret(claim) : apply(claim, null);
  }

  private Uni<Void> withFreshSecret(Claim claim) {
    return onThread(claim, () -> maker.make(claim))
        .invoke(Failpoint.MADE::reached)
        .onItemOrFailure()
        .transformToUni(
            (fresh, failure) ->
                failure == null
                    ? apply(claim, fresh).eventually(fresh.password()::close)
                    : sealingFailed(claim, failure));
  }

  private Uni<Void> apply(Claim claim, FreshSecret fresh) {
    return transaction(claim, () -> attemptPreparation.prepare(claim, fresh))
        .onItem()
        .ifNotNull()
        .transformToUni(command -> prepared(claim, command))
        .onItem()
        .ifNotNull()
        .transformToUni(outcome -> transaction(claim, () -> attemptRecorder.record(claim, outcome)))
        .invoke(Failpoint.CONCLUDED::reached)
        .replaceWithVoid();
  }

  private <T> Uni<T> transaction(Claim claim, Supplier<Uni<T>> work) {
    return transactions.run(
        () -> CurrentTrace.continued(SPAN, claim.traceParent(), claim.causationId(), work));
  }

  private Uni<Outcome> prepared(Claim claim, ApplyCommand applyCommand) {
    Failpoint.ARMED.reached();
    return inContainer(claim, applyCommand);
  }

  private Uni<Outcome> inContainer(Claim claim, ApplyCommand applyCommand) {
    return onThread(claim, () -> attemptRunner.run(applyCommand));
  }

  private <T> Uni<T> onThread(Claim claim, Supplier<T> work) {
    return Uni.createFrom()
        .item(() -> CurrentTrace.blocking(SPAN, claim.traceParent(), work))
        .runSubscriptionOn(threads);
  }

  private Uni<Void> sealingFailed(Claim claim, Throwable failure) {
    LOG.errorf(
        failure,
        "Cannot seal the password container=%s account=%s generation=%d",
        claim.container().id(),
        claim.container().account(),
        claim.generation());
    Outcome outcome = Outcome.retry(Reasons.SEALING_FAILED, false, Outcome.Seen.NOTHING);
    return transaction(claim, () -> attemptRecorder.record(claim, outcome));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "applying");
    thread.setDaemon(true);
    return thread;
  }
}
