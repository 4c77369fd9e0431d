package dev.postern.audit.export;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.log.UnreadableLogException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An export, read as the log that it was made of. */
public final class ExportedLog implements EventLog {

  private final Path folder;
  private final ExportManifest manifest;
  private final Map<String, ExportManifest.Topic> topics;

  private ExportedLog(Path folder, ExportManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
    this.topics =
        manifest.topics().stream()
            .collect(Collectors.toMap(ExportManifest.Topic::topic, Function.identity()));
  }

  /**
   * @throws UnreadableLogException where a file is not as the manifest says
   */
  public static ExportedLog open(Path folder) {
    var log = new ExportedLog(folder, ExportManifest.read(folder));
    log.manifest.topics().forEach(topic -> topic.files().forEach(log::check));
    return log;
  }

  public ExportManifest manifest() {
    return manifest;
  }

  private void check(ExportManifest.Day day) {
    try {
      if (Sha256.of(path(day)).equals(day.sha256())) {
        return;
      }
    } catch (IOException e) {
      throw new UnreadableLogException(
          "The file " + day.path() + " of the export cannot be read.", e);
    }
    throw new UnreadableLogException(
        "The file "
            + day.path()
            + " of the export was changed: it has another SHA-256 than the"
            + " manifest says.");
  }

  private Path path(ExportManifest.Day day) {
    Path path = folder.resolve(day.path()).normalize();
    if (!path.startsWith(folder.normalize())) {
      throw new UnreadableLogException("The manifest names a file outside of the export.");
    }
    return path;
  }

  @Override
  public void read(List<String> names, Instant since, Consumer<LogRecord> receiver) {
    for (String name : names) {
      for (ExportManifest.Day day : topic(name).files()) {
        read(day, since, receiver);
      }
    }
  }

  private void read(ExportManifest.Day day, Instant since, Consumer<LogRecord> receiver) {
    long records = 0;
    try (BufferedReader lines = Files.newBufferedReader(path(day))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        records++;
        LogRecord record = CloudEventLine.read(line.getBytes(StandardCharsets.UTF_8));
        if (since == null || record.timestamp() >= since.toEpochMilli()) {
          receiver.accept(record);
        }
      }
    } catch (IOException e) {
      throw new UnreadableLogException(
          "Line " + records + " of " + day.path() + " is no record of an export.", e);
    }
    if (records != day.records()) {
      throw new UnreadableLogException(
          day.path() + " has " + records + " records; its manifest says " + day.records() + ".");
    }
  }

  private ExportManifest.Topic topic(String name) {
    ExportManifest.Topic topic = topics.get(name);
    if (topic == null) {
      throw new UnreadableLogException(
          "The export has no topic " + name + "; this question needs it.");
    }
    return topic;
  }

  @Override
  public List<String> present(Collection<String> names) {
    return names.stream().filter(topics::containsKey).toList();
  }

  @Override
  public long size(List<String> names) {
    return names.stream()
        .flatMap(name -> topic(name).files().stream())
        .mapToLong(ExportManifest.Day::records)
        .sum();
  }

  @Override
  public void close() {}
}
