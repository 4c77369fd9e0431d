package dev.postern.credential.testing;

import dev.postern.backends.testing.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A door into the database of the service under test, to let time pass there. */
public final class Database {

  private Database() {}

  /**
   * @return how many rows were changed
   */
  public static int update(String sql, Object... values) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** The number that a query for one gives. */
  public static long count(String sql, Object... values) throws SQLException {
    return one(sql, result -> result.getLong(1), values);
  }

  /** The text that a query for one gives. */
  public static String text(String sql, Object... values) throws SQLException {
    return one(sql, result -> result.getString(1), values);
  }

  private interface Column<T> {
    T of(ResultSet result) throws SQLException;
  }

  private static <T> T one(String sql, Column<T> column, Object... values) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement = prepared(connection, sql, values);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return column.of(result);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  public static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        Backends.jdbcUrl(), Backends.databaseUser(), Backends.databasePassword());
  }
}
