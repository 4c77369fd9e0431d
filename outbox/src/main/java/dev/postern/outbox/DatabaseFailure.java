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
   * constraint, check option, program limit (a row too long).
   */
  private static final Set<String> ABOUT_THE_RECORD = Set.of("21", "22", "23", "44", "54");

  private static final String UNIQUE_VIOLATION = "23505";
  private static final int LENGTH_OF_A_STATE = 5;

  private DatabaseFailure() {}

  static boolean isWorthWaiting(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(DatabaseFailure::isOfEverybody);
  }

  /**
   * Except a key that is taken already: another transaction may have been first, and the next
   * attempt sees its row.
   */
  static boolean isAboutTheRecord(Throwable cause) {
    String state = state(cause);
    return isState(state) && ofTheRecord(state) && !UNIQUE_VIOLATION.equals(state);
  }

  private static boolean isOfEverybody(Throwable cause) {
    if (cause instanceof SQLException || cause instanceof DatabaseException) {
      String state = state(cause);
      return isState(state) && !ofTheRecord(state);
    }
    // Vert.x says so of connections that were closed under a statement or are not to be had.
    return cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof VertxException;
  }

  /** Hibernate makes the one of the other: what a statement failed with is an SQLException. */
  private static String state(Throwable cause) {
    if (cause instanceof SQLException refused) {
      return refused.getSQLState();
    }
    return cause instanceof DatabaseException refused ? refused.getSqlState() : null;
  }

  private static boolean isState(String state) {
    return state != null && state.length() == LENGTH_OF_A_STATE;
  }

  private static boolean ofTheRecord(String state) {
    return ABOUT_THE_RECORD.contains(state.substring(0, 2));
  }
}
