package dev.postern.bench.ip;

import dev.postern.bench.ServiceBackends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The floor: a table of free numbers, one statement in one transaction per number taken. */
final class BareAllocation implements AutoCloseable {

  private static final String TAKE =
      """
      with taken as (
        delete from bare_free where n = (
          select n from bare_free order by n limit 1 for update skip locked)
        returning n)
      insert into bare_taken (n, holder) select n, ? from taken on conflict do nothing
      """;

  private final BlockingQueue<Connection> connections;

  BareAllocation(ServiceBackends backends, int writers) throws SQLException {
    connections = new ArrayBlockingQueue<>(writers);
    for (int i = 0; i < writers; i++) {
      connections.add(connect(backends));
    }
    Connection any = connections.element();
    try (var statement = any.createStatement()) {
      statement.execute("create table bare_free (n bigint primary key)");
      statement.execute("create table bare_taken (n bigint primary key, holder text not null)");
      statement.execute("insert into bare_free select generate_series(1, 65534)");
    }
  }

  private static Connection connect(ServiceBackends backends) throws SQLException {
    return DriverManager.getConnection(backends.jdbcUrl(), backends.user(), backends.password());
  }

  /** The server's name and version. */
  String server() throws SQLException {
    var server = connections.element().getMetaData();
    return server.getDatabaseProductName() + " " + server.getDatabaseProductVersion();
  }

  void take(String holder) throws SQLException, InterruptedException {
    Connection connection = connections.take();
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, holder);
      if (statement.executeUpdate() != 1) {
        throw new SQLException("no number was taken");
      }
    } finally {
      connections.add(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
