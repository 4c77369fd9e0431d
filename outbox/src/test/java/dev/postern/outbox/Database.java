package dev.postern.outbox;

import dev.postern.backends.testing.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The database as it is, past the line that the service uses. */
final class Database {
  private Database() {}

  static long count(String query, Object... values) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static int update(String sql, Object... values) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        Backends.jdbcUrl(), Backends.databaseUser(), Backends.databasePassword());
  }
}
