package dev.postern.outbox;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Tells the failures that pass by themselves from those that do not. */
final class DatabaseFailure {
  /**
   * Classes of SQLSTATE: connection exception, transaction rollback (serialization, deadlock),
   * insufficient resources, operator intervention (shutdown, starting up).
   */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

  private DatabaseFailure() {}

  static boolean isTransient(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(DatabaseFailure::passes);
  }

  private static boolean passes(Throwable cause) {
    if (cause instanceof PgException refused) {
      String state = refused.getSqlState();
      return state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2));
    }
    // Vert.x says so of connections that were closed under a statement or are not to be had.
    return cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof VertxException;
  }
}
