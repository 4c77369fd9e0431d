package dev.postern.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.files.PrivateFiles;
import dev.postern.backends.ports.FreePort;
import dev.postern.backends.processes.ProcessIdentity;
import dev.postern.local.instance.Service;
import dev.postern.local.processes.OrphanProcesses;
import dev.postern.local.processes.PidFiles;
import dev.postern.local.secrets.InstanceSecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that is killed or stopped under the product. */
class PostgresPartTest {

  private static final Duration SOON = Duration.ofSeconds(120);

  @TempDir Path folder;
  private final int port = FreePort.next();
  private final PostgresProbe probe = new PostgresProbe(port, Duration.ofMillis(500));
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private PidFiles pidFiles;
  private InstanceSecrets secrets;
  private PostgresPart part;

  @BeforeEach
  void aServerWithARow() throws Exception {
    PrivateFiles.folder(folder);
    pidFiles = new PidFiles(folder.resolve("run"));
    secrets = new InstanceSecrets(folder.resolve("secrets"));
    part =
        new PostgresPart(
            folder.resolve("postgres"),
            probe,
            secrets,
            pidFiles,
            new Supervisor.Patience(Duration.ofMillis(200), 3),
            notes::add);
    part.start();
    execute("create table kept (n integer)");
    execute("insert into kept values (1)");
  }

  @AfterEach
  void stop() {
    part.stop();
    assertThat(pidFiles.living(OrphanProcesses.POSTGRES)).isEmpty();
  }

  @Test
  void whatIsKilledIsStartedAgainWithItsData() throws Exception {
    // Given
    ProcessIdentity killed = postmaster();

    // When
    killed.kill();

    // Then
    await().atMost(SOON).until(() -> notes.contains("PostgreSQL is ready again"));
    assertThat(notes.get(0)).startsWith("PostgreSQL ended; it is started again in 1 s. Its log: ");
    assertThat(postmaster()).isNotEqualTo(killed);
    execute("insert into kept select n + 1 from kept");
  }

  @Test
  void whatHangsDoesNotAnswerAndIsStartedAgainWithItsData() throws Exception {
    // Given
    ProcessIdentity stopped = postmaster();
    assertThat(probe.answers()).isTrue();

    // When
    signal("-STOP", stopped);

    // Then
    await().atMost(SOON).until(() -> notes.contains("PostgreSQL is ready again"));
    assertThat(notes.get(0)).startsWith("PostgreSQL does not answer; it is started again in 1 s.");
    assertThat(stopped.isAlive()).isFalse();
    assertThat(probe.answers()).isTrue();
    execute("insert into kept select n + 1 from kept");
  }

  @Test
  void whatIsStoppedInOrderStaysSo() {
    // When
    part.stop();

    // Then
    assertThat(probe.answers()).isFalse();
    assertThat(notes).isEmpty();
  }

  private ProcessIdentity postmaster() {
    return pidFiles.living(OrphanProcesses.POSTGRES).orElseThrow();
  }

  private static void signal(String signal, ProcessIdentity process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  private void execute(String sql) throws SQLException {
    String database = Service.IP.database().orElseThrow();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
                database,
                secrets.databasePassword(Service.IP));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
