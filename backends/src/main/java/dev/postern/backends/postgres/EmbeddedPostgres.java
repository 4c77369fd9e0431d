package dev.postern.backends.postgres;

import dev.postern.backends.files.TemporaryFolder;
import dev.postern.backends.logging.QuietLogging;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PostgreSQL server on loopback, run from unpacked binaries as a child process; no installation,
 * no container engine, root or not.
 *
 * <p>Every user has a password, the superuser too, and may enter only their own database. Started
 * on a folder, it keeps its data there and starts from whatever a killed process left: an orphaned
 * server on the same folder is stopped first.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private final ServerFolder folder;
  private final String superuserPassword;
  private final Optional<TemporaryFolder> temporary;

  private EmbeddedPostgres(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres server,
      ServerFolder folder,
      Optional<TemporaryFolder> temporary) {
    this.server = server;
    this.folder = folder;
    this.superuserPassword = folder.superuserPassword();
    this.temporary = temporary;
  }

  /**
   * Starts a server that keeps its data in a folder, made if it is missing. Commits are forced to
   * disk.
   *
   * @param port where clients connect; 0 takes a free one
   * @throws IllegalStateException when it does not start; the reason is in {@code postgres.log} of
   *     the folder
   */
  public static EmbeddedPostgres start(Path folder, int port) {
    return start(folder, port, Durability.FORCED, Optional.empty());
  }

  /** Starts a server on a free port whose data is gone when it is closed. */
  public static EmbeddedPostgres temporary() {
    var folder = TemporaryFolder.create("postern-postgres");
    return start(folder.path(), 0, Durability.NONE, Optional.of(folder));
  }

  private static EmbeddedPostgres start(
      Path path, int port, Durability durability, Optional<TemporaryFolder> temporary) {
    QuietLogging.onlyWarnings("io.zonky.test");
    var folder = new ServerFolder(path);
    folder.prepare();
    try {
      var server = folder.server(port, durability).start();
      var started = new EmbeddedPostgres(server, folder, temporary);
      started.requirePasswords();
      return started;
    } catch (IOException e) {
      throw new IllegalStateException(
          "PostgreSQL did not start; see " + folder.log().toAbsolutePath(), e);
    }
  }

  /** A fresh data folder trusts every client: set the superuser's password, then require it. */
  private void requirePasswords() {
    if (folder.asksForPasswords()) {
      return;
    }
    execute("postgres", "ALTER ROLE postgres PASSWORD " + literal(superuserPassword));
    folder.askForPasswords();
    execute("postgres", "SELECT pg_reload_conf()");
  }

  /**
   * Makes a database and a user of the same name that owns it, or gives the existing user this
   * password.
   *
   * @param name lower-case letters, digits and underscores
   */
  public void createDatabase(String name, String password) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a database name: " + name);
    }
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      boolean known = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
      String role = known ? "ALTER" : "CREATE";
      statement.execute(role + " ROLE " + name + " LOGIN PASSWORD " + literal(password));
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
        statement.execute("CREATE DATABASE " + name + " OWNER " + name);
      }
      statement.execute("REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused a command of its set-up", e);
    }
  }

  /** {@code jdbc:postgresql://127.0.0.1:PORT/DATABASE}, without a user. */
  public String jdbcUrl(String database) {
    return "jdbc:" + reactiveUrl(database);
  }

  /** {@code postgresql://127.0.0.1:PORT/DATABASE}, without a user: what reactive clients take. */
  public String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:" + port() + "/" + database;
  }

  public int port() {
    return server.getPort();
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void execute(String database, String command) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused a command of its set-up", e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), "postgres", superuserPassword);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Stops the server in order, waiting for no client. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      // On a busy machine the wait for it can be over before the server is.
      folder.stopServer();
      temporary.ifPresent(TemporaryFolder::close);
    }
  }
}
