package dev.postern.dashboard.services;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A part of a page: what a service said, or that it gives no answer now. The other parts are shown
 * all the same.
 *
 * @param value null where the service is down
 */
public record Part<T>(T value) {

  private static final Logger LOG = Logger.getLogger(Part.class);

  /** Never fails because a service is down; fails with what the service refused. */
  public static <T> Uni<Part<T>> of(Uni<T> answer) {
    return answer
        .map(Part::new)
        .onFailure(Outages::isOutage)
        .invoke(failure -> LOG.warnf("A service gives no answer cause=%s", failure.toString()))
        .onFailure(Outages::isOutage)
        .recoverWithItem(() -> new Part<>(null));
  }

  public boolean isDown() {
    return value == null;
  }

  /** What is made of the value; down where this is. */
  public <R> Part<R> map(Function<T, R> change) {
    return new Part<>(isDown() ? null : change.apply(value));
  }

  /** The value, or what stands in its place where the service is down. */
  public T or(T other) {
    return isDown() ? other : value;
  }
}
