package dev.postern.outbox;

import dev.postern.events.UnreadableEventException;
import java.time.DateTimeException;
import java.util.stream.Stream;

/**
 * Tells a failure that the next attempt of the same record would have too: it is not worth holding
 * back the records behind it.
 */
final class Recurrence {

  private Recurrence() {}

  static boolean isCertain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(Recurrence::recurs);
  }

  private static boolean recurs(Throwable cause) {
    return cause instanceof UnreadableEventException
        || cause instanceof NullPointerException
        || cause instanceof IllegalArgumentException
        || cause instanceof IndexOutOfBoundsException
        || cause instanceof ClassCastException
        || cause instanceof ArithmeticException
        || cause instanceof DateTimeException
        || DatabaseFailure.isAboutTheRecord(cause);
  }
}
