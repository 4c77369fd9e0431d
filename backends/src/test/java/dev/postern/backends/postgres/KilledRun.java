package dev.postern.backends.postgres;

import dev.postern.backends.testing.KilledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;

/** A launcher that is killed while its PostgreSQL and a client of it run. */
final class KilledRun {

  private KilledRun() {}

  /** Returns after the kill; the server it started is still there. */
  static void on(Path folder) throws IOException {
    KilledProgram.run(KilledRun.class, folder, "ready");
  }

  static ProcessHandle server(Path folder) throws IOException {
    String pid = Files.readAllLines(pidFile(folder)).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  static Path pidFile(Path folder) {
    return folder.resolve("data/postmaster.pid");
  }

  public static void main(String[] arguments) throws Exception {
    var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), 0);
    postgres.createDatabase("keys", "k1");
    var client = DriverManager.getConnection(postgres.jdbcUrl("keys"), "keys", "k1");
    client.createStatement().execute("CREATE TABLE kept AS SELECT 'yes' AS answer");
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
