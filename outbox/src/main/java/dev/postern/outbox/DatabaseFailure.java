package dev.postern.outbox;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Tells what the database refuses everybody from what it refuses this record. The first is waited
 * for, however long it lasts: were it a reason to give up, a changed password or a table that is
 * not there yet would turn every record of that time into a dead letter.
 */
final class DatabaseFailure {
  /**
   * Classes of SQLSTATE that are about what was to be stored: cardinality, data, integrity
   * constraint, check option, program limit (a row too long). The next attempt gets them too.
   */
  private static final Set<String> ABOUT_THE_RECORD = Set.of("21", "22", "23", "44", "54");

  private static final int LENGTH_OF_A_STATE = 5;

  private DatabaseFailure() {}

  static boolean isWorthWaiting(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(DatabaseFailure::isOfEverybody);
  }

  private static boolean isOfEverybody(Throwable cause) {
    // Hibernate makes the one of the other: what a statement failed with is an SQLException.
    if (cause instanceof SQLException refused) {
      return isOfEverybody(refused.getSQLState());
    }
    if (cause instanceof DatabaseException refused) {
      return isOfEverybody(refused.getSqlState());
    }
    // Vert.x says so of connections that were closed under a statement or are not to be had.
    return cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof VertxException;
  }

  private static boolean isOfEverybody(String state) {
    return state != null
        && state.length() == LENGTH_OF_A_STATE
        && !ABOUT_THE_RECORD.contains(state.substring(0, 2));
  }
}
