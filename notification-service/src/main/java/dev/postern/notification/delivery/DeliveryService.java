package dev.postern.notification.delivery;

import dev.postern.background.Backoff;
import dev.postern.background.CallersContext;
import dev.postern.notification.failpoint.Failpoint;
import dev.postern.notification.job.Attempt;
import dev.postern.notification.job.JobQueue;
import dev.postern.notification.job.OutcomeRecorder;
import dev.postern.notification.job.UnacknowledgedSecret;
import dev.postern.notification.mail.MailSender;
import dev.postern.notification.secret.SecretContext;
import dev.postern.notification.secret.SecretLeaseClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** One attempt at one mail, from the lease to the record of what came of it. */
@ApplicationScoped
class DeliveryService {

  private static final Logger LOG = Logger.getLogger(DeliveryService.class);

  /** The fence ends what is said to the mail server; this is for what hangs before that. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final JobQueue queue;
  private final SecretLeaseClient secrets;
  private final MailSender sender;
  private final OutcomeRecorder recorder;
  private final DeliveryConfig config;
  private final Backoff backoff;
  private final CircuitBreaker breaker;
  private final MeterRegistry metrics;

  DeliveryService(
      JobQueue queue,
      SecretLeaseClient secrets,
      MailSender sender,
      OutcomeRecorder recorder,
      DeliveryConfig config,
      MeterRegistry metrics) {
    this.queue = queue;
    this.secrets = secrets;
    this.sender = sender;
    this.recorder = recorder;
    this.config = config;
    this.metrics = metrics;
    backoff = Backoff.withFullJitter(config.retryBase(), config.retryCap());
    breaker = new CircuitBreaker(Clock.systemUTC(), config.pause());
  }

  boolean isPaused() {
    return breaker.isOpen();
  }

  /** Never fails for what the mail server or credential-service did; only where it can't record. */
  Uni<Void> attempt(Attempt attempt) {
    Timer.Sample sample = Timer.start(metrics);
    AttemptFence fence = new AttemptFence(attempt, queue, secrets, config.attemptTimeout());
    Duration bound = config.attemptTimeout().plus(GRACE);
    Uni<Void> sending = send(attempt, fence).ifNoItem().after(bound).fail();
    // A time-out comes from a timer's thread, where no transaction can begin.
    return CallersContext.resume(sending)
        .onItemOrFailure()
        .transformToUni(
            (sent, failure) -> {
              sample.stop(metrics.timer("postern.mail.send", "outcome", outcomeOf(failure)));
              return failure == null ? sent(attempt) : failed(attempt, failure);
            });
  }

  /** Tells credential-service to delete the secret; the schedule repeats what fails here. */
  Uni<Void> acknowledge(UnacknowledgedSecret secret) {
    return secrets
        .acknowledge(secret.secretRef())
        .invoke(Failpoint.ACKNOWLEDGED::reached)
        .chain(() -> recorder.acknowledged(secret.job()))
        .onFailure()
        .invoke(
            () ->
                LOG.infof(
                    "Secret not acknowledged yet job=%s container=%s account=%s generation=%d",
                    secret.job(), secret.container(), secret.account(), secret.generation()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> send(Attempt attempt, AttemptFence fence) {
    if (!attempt.kind().carriesSecret()) {
      return sender.send(attempt, fence);
    }
    return secrets
        .open(contextOf(attempt))
        .invoke(Failpoint.LEASED::reached)
        .chain(
            password ->
                sender.send(attempt, password, fence).onTermination().invoke(password::close));
  }

  private static SecretContext contextOf(Attempt attempt) {
    return new SecretContext(
        attempt.secretRef(), attempt.container(), attempt.generation(), attempt.account());
  }

  private Uni<Void> sent(Attempt attempt) {
    LOG.infof(
        "Mailed kind=%s container=%s account=%s generation=%d attempt=%d",
        attempt.kind(),
        attempt.container(),
        attempt.account(),
        attempt.generation(),
        attempt.number());
    Failpoint.ACCEPTED.reached();
    Uni<Void> recorded = recorder.sent(attempt).invoke(Failpoint.RECORDED::reached);
    return attempt.secretRef() == null
        ? recorded
        : recorded.chain(() -> acknowledge(UnacknowledgedSecret.of(attempt)));
  }

  private Uni<Void> failed(Attempt attempt, Throwable failure) {
    FailureAction action = FailureClassifier.classify(failure);
    LOG.warnf(
        "Mail not sent kind=%s container=%s account=%s generation=%d attempt=%d reason=%s",
        attempt.kind(),
        attempt.container(),
        attempt.account(),
        attempt.generation(),
        attempt.number(),
        action.reason());
    return switch (action.next()) {
      case OVERTAKEN -> recorder.overtaken(attempt);
      case DROP -> recorder.dropped(attempt, action.reason());
      case GIVE_UP -> recorder.refused(attempt, action.reason());
      case RETRY -> again(attempt, action, false);
      case RETRY_UNCERTAIN -> again(attempt, action, true);
      case PAUSE -> {
        breaker.open();
        yield recorder.again(attempt, config.pause(), action.reason(), false);
      }
    };
  }

  private Uni<Void> again(Attempt attempt, FailureAction action, boolean uncertain) {
    return recorder.again(attempt, backoff.after(attempt.number()), action.reason(), uncertain);
  }

  private static String outcomeOf(Throwable failure) {
    return failure == null ? "SENT" : FailureClassifier.classify(failure).next().name();
  }
}
