package dev.postern.notification.testing;

import dev.postern.backends.testing.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The service's database, looked at from outside. */
public final class Database {

  private Database() {}

  public static void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of every row, as text. */
  public static List<String> column(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every row of every table, as text. */
  public static String dump() {
    List<String> tables =
        column("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
    StringBuilder dump = new StringBuilder();
    for (String table : tables) {
      column("SELECT t::text FROM \"" + table + "\" t").forEach(dump::append);
    }
    return dump.toString();
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        Backends.jdbcUrl(), Backends.databaseUser(), Backends.databasePassword());
  }
}
