package dev.postern.audit.export;

import dev.postern.audit.log.LogRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One topic's files: a record is in the file of its day (UTC), or of the day of the record before
 * it in its partition where that is later, so that files in their order are partitions in theirs.
 */
final class TopicExport implements AutoCloseable {

  private static final int OPEN_FILES = 32;

  private final Path folder;
  private final String topic;
  private final LineWriter lines;
  private final Map<Integer, LocalDate> latestDay = new HashMap<>();
  private final TreeMap<Integer, ExportManifest.Partition> partitions = new TreeMap<>();
  private final TreeMap<LocalDate, Long> records = new TreeMap<>();
  private final LinkedHashMap<LocalDate, OutputStream> open =
      new LinkedHashMap<>(OPEN_FILES, 0.75f, true);

  TopicExport(Path export, String topic, LineWriter lines) throws IOException {
    this.folder = Files.createDirectories(export.resolve(topic));
    this.topic = topic;
    this.lines = lines;
  }

  void add(LogRecord record) {
    byte[] line = lines.line(record);
    if (line.length == 0) {
      return;
    }
    LocalDate day = day(record);
    try {
      file(day).write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    records.merge(day, 1L, Long::sum);
    partitions.merge(
        record.partition(),
        new ExportManifest.Partition(record.partition(), record.offset(), record.offset() + 1, 1),
        (before, one) ->
            new ExportManifest.Partition(
                before.partition(), before.from(), one.until(), before.records() + 1));
  }

  private LocalDate day(LogRecord record) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(record.timestamp()), ZoneOffset.UTC);
    return latestDay.merge(
        record.partition(), day, (before, now) -> before.isAfter(now) ? before : now);
  }

  private OutputStream file(LocalDate day) throws IOException {
    OutputStream file = open.get(day);
    if (file == null) {
      closeOldest();
      file =
          new BufferedOutputStream(
              Files.newOutputStream(
                  path(day), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
              1 << 16);
      open.put(day, file);
    }
    return file;
  }

  private void closeOldest() throws IOException {
    Iterator<OutputStream> oldest = open.values().iterator();
    if (open.size() >= OPEN_FILES) {
      oldest.next().close();
      oldest.remove();
    }
  }

  private Path path(LocalDate day) {
    return folder.resolve(day + ".jsonl");
  }

  /** The entry of the manifest, when all records are there. */
  ExportManifest.Topic finish() throws IOException {
    close();
    List<ExportManifest.Day> files = new ArrayList<>();
    for (Map.Entry<LocalDate, Long> day : records.entrySet()) {
      Path file = path(day.getKey());
      files.add(
          new ExportManifest.Day(
              topic + "/" + file.getFileName(), day.getValue(), Sha256.of(file)));
    }
    return new ExportManifest.Topic(topic, List.copyOf(partitions.values()), files);
  }

  @Override
  public void close() throws IOException {
    for (OutputStream file : open.values()) {
      file.close();
    }
    open.clear();
  }
}
