package dev.postern.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every row of every table of every service's database, as PostgreSQL writes it as text. */
final class Databases {

  private static final String SECRET = "database-";

  private Databases() {}

  static List<Place> everyRow() {
    try (Stream<Path> secrets = Files.list(Postern.data().resolve("secrets"))) {
      List<Place> rows = new ArrayList<>();
      for (Path secret : secrets.filter(Databases::isDatabase).toList()) {
        String database = secret.getFileName().toString().substring(SECRET.length());
        rows.addAll(rowsOf(database, Files.readString(secret).strip()));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isDatabase(Path secret) {
    return secret.getFileName().toString().startsWith(SECRET);
  }

  private static List<Place> rowsOf(String database, String password) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + Postern.port(5433) + "/" + database;
    try (Connection connection = DriverManager.getConnection(url, database, password)) {
      List<Place> rows = new ArrayList<>();
      for (String table : tables(connection)) {
        String where = table + " of " + database;
        // bytea is written as hexadecimal.
        texts(connection, "SELECT t::text FROM " + table + " t")
            .forEach(row -> rows.add(Place.of(where, row)));
      }
      return rows;
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    return texts(
        connection,
        """
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')""");
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (result.next()) {
        texts.add(result.getString(1));
      }
      return texts;
    }
  }
}
