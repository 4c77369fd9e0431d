package dev.postern.bench.mail;

import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Ports;
import dev.postern.local.instance.Service;
import dev.postern.local.secrets.InstanceSecrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The rows that a reset and its mail need, in tables like the product's with all their indexes, in
 * a schema of their own beside them. Every call is one commit.
 */
final class BaselineDatabase implements AutoCloseable {

  /** The product's pools leave no more of the server's 100 connections. */
  private static final int CONNECTIONS = 8;

  private final BlockingQueue<Connection> pool = new ArrayBlockingQueue<>(CONNECTIONS);

  /**
   * @param table one of the service's, which a copy is made of
   */
  BaselineDatabase(Instance instance, Service service, String table) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + new Ports(instance).postgres() + "/";
    String database = service.database().orElseThrow();
    String password = new InstanceSecrets(instance.secrets()).databasePassword(service);
    for (int i = 0; i < CONNECTIONS; i++) {
      pool.add(DriverManager.getConnection(url + database, database, password));
    }
    Connection connection = pool.element();
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS baseline CASCADE");
      statement.execute("CREATE SCHEMA baseline");
      statement.execute(
          "CREATE TABLE baseline.%1$s (LIKE public.%1$s INCLUDING ALL)".formatted(table));
    }
  }

  void update(String sql, Object... values) throws SQLException, InterruptedException {
    Connection connection = pool.take();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      if (statement.executeUpdate() != 1) {
        throw new SQLException("not one row: " + sql);
      }
    } finally {
      pool.add(connection);
    }
  }

  @Override
  public void close() throws SQLException {
    Connection last = pool.element();
    try (Statement statement = last.createStatement()) {
      statement.execute("DROP SCHEMA baseline CASCADE");
    }
    for (Connection connection : pool) {
      connection.close();
    }
  }
}
