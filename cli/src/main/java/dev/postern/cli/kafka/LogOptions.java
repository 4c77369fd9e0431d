package dev.postern.cli.kafka;

import dev.postern.audit.export.ExportedLog;
import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.HistoryReader;
import dev.postern.audit.log.Progress;
import dev.postern.audit.log.TopicLog;
import dev.postern.audit.log.UnreadableLogException;
import dev.postern.cli.instance.LocalInstance;
import dev.postern.cli.output.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/**
 * {@code --bootstrap}, {@code --kafka-config} and {@code --from}, of every verb that reads the log.
 */
public final class LogOptions {

  private static final int PORT = 9092;

  private final LocalInstance local;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "A Kafka broker (default: the one-machine instance's, see POSTERN_WORLD).")
  private String bootstrap;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties of a Kafka consumer: how the brokers are trusted, and who this is.")
  private Path config;

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      description = "An export, instead of Kafka (./postern audit export).")
  private Path export;

  @Option(names = "--quiet", description = "No line about the progress.")
  private boolean quiet;

  public LogOptions(Map<String, String> environment) {
    this.local = new LocalInstance(environment);
  }

  /**
   * @throws UnreadableLogException where it cannot be read
   */
  public EventLog open() {
    return export == null ? openTopics() : ExportedLog.open(export);
  }

  /** Kafka's topics, whatever else was named. */
  public TopicLog openTopics() {
    return TopicLog.open(broker());
  }

  /** How the brokers are reached and trusted. */
  public Map<String, Object> broker() {
    Map<String, Object> settings = new HashMap<>();
    if (config != null) {
      properties().forEach((name, value) -> settings.put((String) name, value));
    }
    if (bootstrap != null) {
      settings.put("bootstrap.servers", bootstrap);
    }
    settings.putIfAbsent("bootstrap.servers", local.address(PORT));
    return settings;
  }

  public HistoryReader history(EventLog log, PrintWriter err) {
    return new HistoryReader(log, progress(err));
  }

  public Progress progress(PrintWriter err) {
    return quiet || !Boolean.getBoolean("postern.terminal.errors")
        ? Progress.NONE
        : new ProgressLine(err, System::nanoTime);
  }

  private Properties properties() {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(config)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableLogException(
          "The file " + config + " cannot be read as properties. Check its path and rights.", e);
    }
    return properties;
  }
}
