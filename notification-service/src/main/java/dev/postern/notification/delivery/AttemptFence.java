package dev.postern.notification.delivery;

import dev.postern.background.CallersContext;
import dev.postern.notification.job.Attempt;
import dev.postern.notification.job.JobQueue;
import dev.postern.notification.secret.SecretLeaseClient;
import dev.postern.notification.smtp.SmtpFence;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Lets the mail of an attempt leave only while the attempt counts. Between the lease of a password
 * and the final dot a slow mail server can pass minutes, and meanwhile a newer password may be
 * applied, or another replica take the job. So both are asked again right before the dot: the
 * database for the job, and, last, credential-service for the password, because it knows of a newer
 * one before any event tells.
 */
final class AttemptFence implements SmtpFence {

  /** Answers that took longer may be older than what happened meanwhile: both are asked again. */
  private static final Duration FRESH = Duration.ofMillis(500);

  private final Attempt attempt;
  private final JobQueue queue;
  private final SecretLeaseClient secrets;
  private final long end;
  private final Executor context;

  /** Call it on the attempt's context. */
  AttemptFence(Attempt attempt, JobQueue queue, SecretLeaseClient secrets, Duration life) {
    this.attempt = attempt;
    this.queue = queue;
    this.secrets = secrets;
    end = System.nanoTime() + life.toNanos();
    context = CallersContext.executor().orElse(Runnable::run);
  }

  @Override
  public Duration timeLeft() {
    return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
  }

  @Override
  public Uni<Void> beforeTheDot() {
    return isFreshlyConfirmed()
        .chain(fresh -> fresh ? Uni.createFrom().item(true) : isFreshlyConfirmed())
        .replaceWithVoid();
  }

  /** Fails where the mail must not leave. */
  private Uni<Boolean> isFreshlyConfirmed() {
    long asked = System.nanoTime();
    return Uni.createFrom()
        .voidItem()
        .emitOn(context)
        .chain(() -> queue.mayLeave(attempt))
        .invoke(AttemptFence::orOvertaken)
        .chain(this::confirmSecret)
        .map(confirmed -> System.nanoTime() - asked <= FRESH.toNanos());
  }

  private Uni<Void> confirmSecret() {
    return attempt.secretRef() == null
        ? Uni.createFrom().voidItem()
        : secrets.confirm(attempt.secretRef());
  }

  private static void orOvertaken(boolean mayLeave) {
    if (!mayLeave) {
      throw new AttemptOvertakenException();
    }
  }
}
