package dev.postern.key.testing;

import dev.postern.backends.testing.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The service's database as somebody who stole it sees it. */
public final class Database {

  private Database() {}

  /** Every row of every table as text. */
  public static List<String> dump() {
    List<String> rows = new ArrayList<>();
    for (String table :
        query(
            "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog','information_schema')")) {
      rows.addAll(query("SELECT t::text FROM \"" + table + "\" t"));
    }
    return rows;
  }

  public static long keys() {
    return Long.parseLong(query("SELECT count(*) FROM ssh_key").get(0));
  }

  /** The first column of every row. */
  public static List<String> query(String sql) {
    List<String> values = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                Backends.jdbcUrl(), Backends.databaseUser(), Backends.databasePassword());
        ResultSet result = connection.createStatement().executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
