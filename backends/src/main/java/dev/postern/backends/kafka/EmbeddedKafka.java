package dev.postern.backends.kafka;

import dev.postern.backends.files.TemporaryFolder;
import dev.postern.backends.logging.QuietLogging;
import dev.postern.backends.ports.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One Kafka node, broker and controller (KRaft), in this JVM and on loopback only.
 *
 * <p>Started on a folder, it keeps its records there, and starts from whatever a killed process
 * left. A folder belongs to one running node: Kafka's own file lock refuses a second one.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private final int port;
  private final KafkaRaftServer server;
  private final Optional<TemporaryFolder> temporary;

  private EmbeddedKafka(int port, KafkaRaftServer server, Optional<TemporaryFolder> temporary) {
    this.port = port;
    this.server = server;
    this.temporary = temporary;
  }

  /**
   * Starts a node that keeps its records in a folder, made if it is missing.
   *
   * @param port where clients connect; 0 takes a free one
   * @throws IllegalStateException when the port or the folder is taken
   */
  public static EmbeddedKafka start(Path dataDirectory, int port) {
    return start(dataDirectory, port, Map.of(), Optional.empty());
  }

  /**
   * The same with settings of the broker that replace those of a node that is alone on loopback,
   * such as TLS for the listener {@code CLIENTS}.
   */
  public static EmbeddedKafka start(Path dataDirectory, int port, Map<String, String> settings) {
    return start(dataDirectory, port, settings, Optional.empty());
  }

  /** Starts a node on a free port whose records are gone when it is closed. */
  public static EmbeddedKafka temporary() {
    var folder = TemporaryFolder.create("postern-kafka");
    return start(folder.path(), 0, Map.of(), Optional.of(folder));
  }

  private static EmbeddedKafka start(
      Path dataDirectory,
      int wantedPort,
      Map<String, String> more,
      Optional<TemporaryFolder> temporary) {
    quietLogging();
    int port = wantedPort == 0 ? FreePort.next() : wantedPort;
    Properties settings = KafkaNodeConfig.of(dataDirectory, port, FreePort.next());
    settings.putAll(more);
    KafkaPreconditions.require(dataDirectory, port);
    format(dataDirectory, settings);
    return new EmbeddedKafka(port, startServer(new KafkaConfig(settings, false)), temporary);
  }

  /**
   * Kafka finds some of its classes through the thread's context class loader, which under test is
   * that of an application with other copies of them.
   */
  private static KafkaRaftServer startServer(KafkaConfig config) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(EmbeddedKafka.class.getClassLoader());
    try {
      var server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      return server;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void quietLogging() {
    QuietLogging.onlyWarnings("kafka", "org.apache.kafka", "state.change.logger");
    // They warn of every fresh metadata log, and of every stop.
    QuietLogging.onlyErrors(
        "org.apache.kafka.controller", "org.apache.kafka.clients.NetworkClient");
    // The broker asks Log4j whether its levels can be changed at run time; without it they cannot,
    // which Log4j's API would report as an error.
    System.setProperty("log4j2.StatusLogger.level", "OFF");
  }

  private static void format(Path dataDirectory, Properties settings) {
    try {
      Files.createDirectories(dataDirectory);
      if (Files.exists(dataDirectory.resolve("meta.properties"))) {
        return;
      }
      Path file = Files.createTempFile("postern-kafka", ".properties");
      try {
        try (var out = Files.newBufferedWriter(file)) {
          settings.store(out, null);
        }
        runStorageTool(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void runStorageTool(Path settings) {
    var output = new ByteArrayOutputStream();
    String[] arguments = {
      "format",
      "--cluster-id",
      Uuid.randomUuid().toString(),
      "--config",
      settings.toString(),
      "--ignore-formatted"
    };
    int status =
        StorageTool.execute(arguments, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IllegalStateException(
          "Kafka's folder could not be formatted: " + output.toString(StandardCharsets.UTF_8));
    }
  }

  /** What clients set as {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Stops the node in order; records that were acknowledged are on disk. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    temporary.ifPresent(TemporaryFolder::close);
  }
}
