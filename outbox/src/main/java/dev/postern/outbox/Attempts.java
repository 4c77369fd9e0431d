package dev.postern.outbox;

import dev.postern.background.Backoff;
import dev.postern.events.Event;
import dev.postern.events.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** Decides, for one event, whether a failed attempt is followed by another, and when. */
final class Attempts {
  private static final Logger LOG = Logger.getLogger(Attempts.class);

  private final OutboxConfig config;
  private final Event<?> event;
  private final Executor context;
  private final Backoff backoff;
  private int failures;
  private int handlerFailures;

  Attempts(OutboxConfig config, Event<?> event, Executor context) {
    this.config = config;
    this.event = event;
    this.context = context;
    this.backoff = Backoff.exact(config.retryDelay(), config.maxRetryDelay());
  }

  /**
   * @return an item, on the message's context, when it is time to try again; or the failure, where
   *     it is not worth it
   */
  Uni<Boolean> next(Throwable failure) {
    boolean database = DatabaseFailure.isWorthWaiting(failure);
    if (!database && isFinal(failure)) {
      return giveUp(failure);
    }
    // The class only: a message may quote what was to be stored.
    LOG.warnf(
        "Handling failed event=%s type=%s failures=%d reason=%s",
        event.id(), event.type().name(), failures + 1, failure.getClass().getName());
    return Uni.createFrom()
        .item(true)
        .onItem()
        .delayIt()
        .by(backoff.after(++failures))
        .emitOn(context);
  }

  private Uni<Boolean> giveUp(Throwable failure) {
    LOG.errorf(
        "Giving up event=%s type=%s reason=%s at=%s",
        event.id(), event.type().name(), failure.getClass().getName(), placeOf(failure));
    return Uni.createFrom()
        .failure(
            failure instanceof UnreadableEventException
                ? failure
                : new UnhandledEventException(event, failure));
  }

  private static Object placeOf(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "unknown" : trace[0];
  }

  private boolean isFinal(Throwable failure) {
    return Recurrence.isCertain(failure) || ++handlerFailures >= config.handlerAttempts();
  }
}
