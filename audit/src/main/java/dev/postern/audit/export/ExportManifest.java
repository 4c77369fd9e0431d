package dev.postern.audit.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.postern.audit.log.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What an export holds: {@code manifest.json}.
 *
 * @param format {@link #FORMAT}
 * @param exportedAt RFC 3339
 * @param since records that were written to the log before are not in it; null for all, RFC 3339
 */
public record ExportManifest(
    String format, int version, String exportedAt, String since, List<Topic> topics) {

  static final String FILE = "manifest.json";
  static final String FORMAT = "postern-audit-export";
  static final int VERSION = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** A topic's partitions and files. */
  public record Topic(String topic, List<Partition> partitions, List<Day> files) {}

  /**
   * What is there of a partition.
   *
   * @param from the first record's offset
   * @param until the last record's offset and one
   * @param records fewer than the offsets between, where transactions or compaction left holes
   */
  public record Partition(int partition, long from, long until, long records) {}

  /**
   * A file of JSON lines.
   *
   * @param path from the export's folder
   * @param sha256 hexadecimal
   */
  public record Day(String path, long records, String sha256) {}

  void write(Path folder) throws IOException {
    Path unfinished = folder.resolve(FILE + ".new");
    Files.write(unfinished, JSON.writeValueAsBytes(this));
    Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  static ExportManifest read(Path folder) {
    try {
      ExportManifest manifest =
          JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), ExportManifest.class);
      if (FORMAT.equals(manifest.format()) && manifest.version() == VERSION) {
        return manifest;
      }
    } catch (IOException e) {
      throw new UnreadableLogException(
          folder + " is no finished export: its " + FILE + " is missing or damaged.", e);
    }
    throw new UnreadableLogException(
        folder + " is an export of another program or version; read it with that one.");
  }
}
