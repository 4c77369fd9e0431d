package dev.postern.problem;

import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
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
          "io.vertx.sqlclient.ClosedConnectionException",
          "org.hibernate.exception.JDBCConnectionException",
          "java.sql.SQLTransientConnectionException");

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
    return e instanceof SocketException
        || e instanceof UnknownHostException
        || e instanceof ClosedChannelException
        || e instanceof TimeoutException
        || NAMES.contains(e.getClass().getName());
  }
}
