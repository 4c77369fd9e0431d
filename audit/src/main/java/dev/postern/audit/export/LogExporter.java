package dev.postern.audit.export;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.Progress;
import dev.postern.audit.log.UnreadableLogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes a log into a folder. The manifest comes last: without it, an export is not finished. */
public final class LogExporter {

  private final EventLog log;
  private final Progress progress;
  private final String format;
  private final LineWriter lines;

  /** One whose files can be read as the log again. */
  public LogExporter(EventLog log, Progress progress) {
    this(log, progress, ExportManifest.FORMAT, CloudEventLine::write);
  }

  private LogExporter(EventLog log, Progress progress, String format, LineWriter lines) {
    this.log = log;
    this.progress = progress;
    this.format = format;
    this.lines = lines;
  }

  /** One for a SIEM, without the events that OCSF has no class for. */
  public static LogExporter ofOcsf(EventLog log, Progress progress) {
    return new LogExporter(log, progress, OcsfLine.FORMAT, OcsfLine::write);
  }

  /**
   * Exports topics.
   *
   * @param folder is made; must be empty where it exists
   * @param since null for everything
   * @throws UnreadableLogException where the folder cannot be written
   */
  public ExportManifest export(List<String> topics, Path folder, Instant since, Instant now) {
    try {
      requireEmpty(folder);
      progress.begins(log.size(topics));
      List<ExportManifest.Topic> exported = new ArrayList<>();
      for (String topic : topics) {
        exported.add(export(topic, folder, since));
      }
      progress.ends();
      var manifest =
          new ExportManifest(
              format,
              ExportManifest.VERSION,
              now.toString(),
              since == null ? null : since.toString(),
              exported);
      manifest.write(folder);
      return manifest;
    } catch (IOException | UncheckedIOException e) {
      throw new UnreadableLogException(
          "The export could not be written to " + folder + ". Check its rights and its space.", e);
    }
  }

  private ExportManifest.Topic export(String topic, Path folder, Instant since) throws IOException {
    try (var files = new TopicExport(folder, topic, lines)) {
      log.read(
          List.of(topic),
          since,
          record -> {
            progress.read(1);
            files.add(record);
          });
      return files.finish();
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new UnreadableLogException(
            "The folder " + folder + " is not empty; name one that is, or a new one.");
      }
    }
  }
}
