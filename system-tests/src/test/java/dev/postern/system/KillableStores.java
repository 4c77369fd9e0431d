package dev.postern.system;

import dev.postern.backends.kafka.PosternTopics;
import dev.postern.backends.ports.FreePort;
import dev.postern.backends.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Kafka and PostgreSQL as processes that can be killed and started again on the same data. */
final class KillableStores implements AutoCloseable {

  private static final String PASSWORD = "only-for-this-test";

  private final Path folder;
  private final int kafkaPort = FreePort.next();
  private Process kafka;
  private EmbeddedPostgres postgres;

  /** Starts both, with the topics of the contracts and no database. */
  KillableStores(Path folder) throws IOException {
    this.folder = folder;
    // A test run that is interrupted leaves nothing behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> kafka.destroyForcibly()));
    kafka = launchKafka();
    postgres = EmbeddedPostgres.start(postgresFolder(), 0);
    awaitKafka();
    PosternTopics.create(bootstrap());
  }

  String bootstrap() {
    return "127.0.0.1:" + kafkaPort;
  }

  /** Makes a database for a service; the settings lead it to both stores. */
  Map<String, String> settings(String database) {
    postgres.createDatabase(database, PASSWORD);
    return Map.of(
        "kafka.bootstrap.servers", bootstrap(),
        "quarkus.datasource.jdbc.url", postgres.jdbcUrl(database),
        "quarkus.datasource.reactive.url", postgres.reactiveUrl(database),
        "quarkus.datasource.username", database,
        "quarkus.datasource.password", PASSWORD);
  }

  /** {@code kill -9}, and a new one. */
  void killKafka() throws IOException, InterruptedException {
    kafka.destroyForcibly().waitFor();
    kafka = launchKafka();
    awaitKafka();
  }

  /** {@code kill -9} of the postmaster, and a new one. */
  void killPostgres() throws IOException, InterruptedException {
    int port = postgres.port();
    Path pid = postgresFolder().resolve("data/postmaster.pid");
    long server = Long.parseLong(Files.readAllLines(pid).get(0).strip());
    ProcessHandle.of(server).orElseThrow().destroyForcibly();
    postgres.close();
    postgres = EmbeddedPostgres.start(postgresFolder(), port);
  }

  private Path postgresFolder() {
    return folder.resolve("postgres");
  }

  private Process launchKafka() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            KafkaProcess.class.getName(),
            folder.resolve("kafka").toString(),
            Integer.toString(kafkaPort))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("kafka.log").toFile()))
        .start();
  }

  private void awaitKafka() {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .until(() -> !kafka.isAlive() || answers(kafkaPort));
    if (!kafka.isAlive()) {
      throw new IllegalStateException("Kafka does not start: see " + folder.resolve("kafka.log"));
    }
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    kafka.destroyForcibly();
    postgres.close();
  }
}
