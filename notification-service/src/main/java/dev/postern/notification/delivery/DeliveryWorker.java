package dev.postern.notification.delivery;

import dev.postern.background.CallersContext;
import dev.postern.background.FreshContext;
import dev.postern.notification.failpoint.Failpoint;
import dev.postern.notification.job.Claim;
import dev.postern.notification.job.JobQueue;
import dev.postern.notification.job.JobsDue;
import dev.postern.notification.job.OutcomeRecorder;
import dev.postern.outbox.CurrentTrace;
import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Works through the jobs that are due, several at once. {@link #wake} starts it as soon as a job is
 * committed; the slow schedule finds what nothing woke it for: retries, and jobs of replicas that
 * died.
 */
@ApplicationScoped
class DeliveryWorker {

  private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
  private static final int ACKNOWLEDGE_BATCH = 20;

  /** Most mails take less; what takes longer is ended, and counts as left behind by a crash. */
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);

  private final JobQueue queue;
  private final OutcomeRecorder recorder;
  private final DeliveryService delivery;
  private final DeliveryConfig config;
  private final Vertx vertx;
  private final Throttle throttle;
  private final WorkerSlots slots;

  DeliveryWorker(
      JobQueue queue,
      OutcomeRecorder recorder,
      DeliveryService delivery,
      DeliveryConfig config,
      Vertx vertx) {
    this.queue = queue;
    this.recorder = recorder;
    this.delivery = delivery;
    this.config = config;
    this.vertx = vertx;
    throttle = new Throttle(config.perSecond(), TimeMeter.SYSTEM_NANOTIME);
    slots = new WorkerSlots(config.parallel());
  }

  /** Looks for jobs now, without waiting for them; call it after the commit. */
  void wake() {
    if (slots.take()) {
      FreshContext.run(
          vertx,
          () ->
              work()
                  .subscribe()
                  .with(
                      done -> slots.giveBack(),
                      failure -> {
                        slots.giveBack();
                        LOG.warnf(
                            "The delivery worker stops until it is woken again cause=%s",
                            failure.getClass().getSimpleName());
                      }));
    }
  }

  void on(@Observes JobsDue due) {
    wake();
  }

  @Scheduled(
      every = "{postern.delivery.poll:2s}",
      delayed = "2s",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> poll() {
    if (slots.isClosed()) {
      return Uni.createFrom().voidItem();
    }
    wake();
    return recorder
        .unacknowledged(ACKNOWLEDGE_BATCH)
        .onItem()
        .transformToMulti(list -> Multi.createFrom().iterable(list))
        .onItem()
        .transformToUniAndConcatenate(left -> delivery.acknowledge(left).replaceWith(left))
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure()
        .invoke(
            failure ->
                LOG.warnf(
                    "Cannot look for secrets to acknowledge cause=%s",
                    failure.getClass().getSimpleName()))
        .onFailure()
        .recoverWithNull();
  }

  /** Mails that are under way may end, so that no replica has to send them again. */
  void stop(@Observes ShutdownEvent stopping) {
    if (!slots.close(PATIENCE_AT_THE_END)) {
      LOG.warn("Mails are still being sent while the service stops");
    }
  }

  /** Takes jobs until none is due. */
  private Uni<Void> work() {
    return Uni.createFrom()
        .deferred(this::workOnce)
        .repeat()
        .whilst(found -> found)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Boolean> workOnce() {
    if (slots.isClosed() || delivery.isPaused()) {
      return Uni.createFrom().item(false);
    }
    Duration wait = throttle.take();
    return wait.isZero() ? claimOne() : after(wait);
  }

  private Uni<Boolean> claimOne() {
    return queue
        .claim(config.claim())
        .onFailure()
        .invoke(throttle::giveBack)
        .invoke(
            claim -> {
              if (claim.attempt().isEmpty()) {
                throttle.giveBack();
              }
            })
        .chain(claim -> deliver(claim).replaceWith(claim.found()));
  }

  /** No job is claimed while this waits, so another replica may take what is due. */
  private static Uni<Boolean> after(Duration wait) {
    return CallersContext.resume(Uni.createFrom().item(true).onItem().delayIt().by(wait));
  }

  /** Where one job was due another may be: a second worker looks while this one sends. */
  private Uni<Void> deliver(Claim claim) {
    return claim
        .attempt()
        .map(
            attempt -> {
              Failpoint.CLAIMED.reached();
              wake();
              return CurrentTrace.continued(
                  "send mail", attempt.traceParent(), () -> delivery.attempt(attempt));
            })
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
