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
final class ServiceDatabases {

  private static final String SECRET = "database-";

  private ServiceDatabases() {}

  /** Work in one service's database, as that service's user. */
  @FunctionalInterface
  interface Work {
    void in(Connection connection) throws SQLException;
  }

  /** Does the work in one database after the other. */
  static void each(Work work) {
    try {
      for (Path secret : secrets()) {
        in(secret, work);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void in(Path secret, Work work) throws IOException, SQLException {
    String database = secret.getFileName().toString().substring(SECRET.length());
    String url = "jdbc:postgresql://127.0.0.1:" + Postern.port(5433) + "/" + database;
    String password = Files.readString(secret).strip();
    try (Connection connection = DriverManager.getConnection(url, database, password)) {
      work.in(connection);
    }
  }

  /** Removes everything that is in a database, tables too, as its owner may. */
  static void empty(String database) {
    try {
      in(
          Postern.data().resolve("secrets").resolve(SECRET + database),
          connection -> {
            try (Statement statement = connection.createStatement()) {
              statement.execute("DROP SCHEMA public CASCADE");
              statement.execute("CREATE SCHEMA public");
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static List<SearchedPlace> everyRow() {
    List<SearchedPlace> rows = new ArrayList<>();
    each(connection -> rows.addAll(rowsOf(connection)));
    return rows;
  }

  /** The files with the passwords of the databases' users, which are named as the databases. */
  private static List<Path> secrets() throws IOException {
    try (Stream<Path> files = Files.list(Postern.data().resolve("secrets"))) {
      return files.filter(file -> file.getFileName().toString().startsWith(SECRET)).toList();
    }
  }

  private static List<SearchedPlace> rowsOf(Connection connection) throws SQLException {
    List<SearchedPlace> rows = new ArrayList<>();
    for (String table : tables(connection)) {
      String where = table + " of " + connection.getCatalog();
      // bytea is written as hexadecimal.
      texts(connection, "SELECT t::text FROM " + table + " t")
          .forEach(row -> rows.add(SearchedPlace.of(where, row)));
    }
    return rows;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    return texts(
        connection,
        """
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')\
        """);
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
