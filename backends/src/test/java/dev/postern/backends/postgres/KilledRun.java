package dev.postern.backends.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;

/** A launcher that is killed while its PostgreSQL and a client of it run. */
final class KilledRun {

  private KilledRun() {}

  /** Returns after the kill; the server it started is still there. */
  static void on(Path folder) throws IOException {
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output =
        new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      while (line != null && !line.equals("ready")) {
        line = output.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("The run ended before it was killed");
      }
    } finally {
      run.destroyForcibly();
      run.onExit().join();
    }
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
