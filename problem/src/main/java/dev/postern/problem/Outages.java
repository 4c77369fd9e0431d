package dev.postern.problem;

import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Tells a backend that is down from a defect of ours: the first is worth a 503 and a second try.
 * Known by name where the class belongs to a client that not every service has.
 */
final class Outages {

  private static final Set<String> NAMES =
      Set.of(
          "org.hibernate.exception.JDBCConnectionException",
          "java.sql.SQLTransientConnectionException");

  /**
   * SQLSTATE of a database that is starting, stopping or has no connection left: the next request
   * may find it well.
   */
  private static final Set<String> STATES =
      Set.of("57P01", "57P02", "57P03", "53300", "08000", "08003", "08006", "08001", "08004");

  /** Causes further down than this are a loop. */
  private static final int DEPTH = 20;

  private Outages() {}

  static boolean isOutage(Throwable e) {
    return causes(e).anyMatch(Outages::isOne);
  }

  static String name(Throwable e) {
    return causes(e)
        .filter(Outages::isOne)
        .findFirst()
        .map(c -> c.getClass().getSimpleName())
        .orElse("none");
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, c -> c != null, Throwable::getCause).limit(DEPTH);
  }

  private static boolean isOne(Throwable e) {
    String state = state(e);
    return state != null && STATES.contains(state)
        || e instanceof ClosedConnectionException
        || e instanceof SocketException
        || e instanceof UnknownHostException
        || e instanceof ClosedChannelException
        || e instanceof TimeoutException
        || NAMES.contains(e.getClass().getName());
  }

  /** Null where the failure has none. */
  private static String state(Throwable e) {
    if (e instanceof SQLException failed) {
      return failed.getSQLState();
    }
    return e instanceof DatabaseException failed ? failed.getSqlState() : null;
  }
}
