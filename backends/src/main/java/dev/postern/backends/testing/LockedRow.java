package dev.postern.backends.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A row of the tested service's database that another transaction has locked until it is closed.
 */
public final class LockedRow implements AutoCloseable {

  private final Connection connection;

  private LockedRow(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param condition such as {@code id = ?}
   */
  public static LockedRow of(String table, String condition, Object value) throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            Backends.jdbcUrl(), Backends.databaseUser(), Backends.databasePassword());
    connection.setAutoCommit(false);
    try (PreparedStatement lock =
        connection.prepareStatement(
            "SELECT 1 FROM " + table + " WHERE " + condition + " FOR UPDATE")) {
      lock.setObject(1, value);
      if (!lock.executeQuery().next()) {
        throw new IllegalArgumentException("no such row of " + table);
      }
    }
    return new LockedRow(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
