package dev.postern.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A password of no account, left where a defect would leave one: in a dead letter's key, value and
 * header, in each database, in a log. The search has to find each of them.
 */
final class PlantedSecret implements AutoCloseable {

  static final String PASSWORD = "3c4n-4ry7-p7an-t3d9-n0bd-yh45";

  /** Key, value and header of the dead letter. */
  static final int IN_TOPICS = 3;

  private static final String DEAD_LETTERS = "postern.dead-letters";
  private static final String TABLE = "planted_canary";

  private final Path log = Postern.data().resolve("logs/planted-canary.log");

  PlantedSecret() {
    byte[] ascii = PASSWORD.getBytes(StandardCharsets.US_ASCII);
    KafkaTopics.add(
        DEAD_LETTERS,
        Base64.getEncoder().encodeToString(ascii),
        "{\"password\":\"" + PASSWORD + "\"}",
        "dead-letter-reason",
        "/login?password=" + PASSWORD.replace("-", "%2D"));
    ServiceDatabases.each(
        connection -> execute(connection, "CREATE TABLE " + TABLE + " AS SELECT " + bytea(ascii)));
    try {
      Files.writeString(log, "Refused password=" + PASSWORD + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bytea(byte[] bytes) {
    return "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea AS password";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    Files.delete(log);
    ServiceDatabases.each(connection -> execute(connection, "DROP TABLE " + TABLE));
  }
}
