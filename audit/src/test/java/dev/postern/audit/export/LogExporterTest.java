package dev.postern.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.audit.log.EventLog;
import dev.postern.audit.log.LogRecord;
import dev.postern.audit.log.Progress;
import dev.postern.audit.log.UnreadableLogException;
import dev.postern.audit.testing.MemoryLog;
import dev.postern.audit.testing.Scene;
import dev.postern.events.Topics;
import dev.postern.events.keys.KeyRemoved;
import dev.postern.events.state.KeyState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExporterTest {

  private static final List<String> TOPICS = List.of(Topics.KEYS, Topics.STATE_KEYS);

  @TempDir private Path folder;

  private final Scene scene = new Scene().addKey("k1", "demo", null).addKey("k2", "friend", null);

  LogExporterTest() {
    scene.script().after(Duration.ofDays(1));
    scene.add(new KeyRemoved("k1", "demo", "of demo", Scene.fingerprint("k1")));
    scene.script().remove(KeyState.class, Scene.fingerprint("k1"));
  }

  @Test
  void whatIsReadFromAnExportIsWhatTheLogHas() {
    export();

    assertSame(TOPICS);
  }

  @Test
  void aFileHoldsADayAsCloudEventsAndTheManifestItsDigest() throws IOException {
    ExportManifest manifest = export();

    assertThat(manifest.topics().get(0).files())
        .extracting(ExportManifest.Day::path)
        .containsExactly("postern.keys/2026-11-28.jsonl", "postern.keys/2026-11-29.jsonl");
    String line = Files.readAllLines(export("postern.keys/2026-11-28.jsonl")).get(0);
    assertThat(line)
        .contains("\"specversion\":\"1.0\"")
        .contains("\"type\":\"dev.postern.KeyAdded.v1\"")
        .contains("\"datacontenttype\":\"application/json\"")
        .contains("\"data\":{\"key\":\"k1\"")
        .doesNotContain("kafkaheaders");
    assertThat(manifest.topics().get(0).partitions())
        .extracting(ExportManifest.Partition::records)
        .containsExactly(2L, 1L);
  }

  @Test
  void recordsThatAreNoEventsComeBackByteByByte() {
    add("not json\n", "other", null);
    add("[1]", "ce_id", "x".getBytes(StandardCharsets.UTF_8));
    add("{\"a\": 1.0,\n\"a\": 2}", "ce_type", new byte[] {(byte) 0xff});
    add("{\"b\" : 1e3 }", "ce_kafkatopic", "evil".getBytes(StandardCharsets.UTF_8));
    add("{} ", "ce_data", "evil".getBytes(StandardCharsets.UTF_8));
    export();

    assertSame(TOPICS);
  }

  @Test
  void aRecordThatIsDatedBackKeepsItsPlace() {
    scene.script().after(Duration.ofDays(-3));
    scene.addKey("k3", "demo", null);
    export();

    assertSame(TOPICS);
  }

  @Test
  void aFileThatWasChangedIsRefused() throws IOException {
    export();
    Path file = export("postern.keys/2026-11-28.jsonl");
    Files.writeString(file, Files.readString(file).replace("demo", "evil"));

    assertThatThrownBy(() -> ExportedLog.open(folder.resolve("export")))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageContaining("postern.keys/2026-11-28.jsonl");
  }

  @Test
  void anExportThatWasNotFinishedIsRefused() throws IOException {
    export();
    Files.delete(export("manifest.json"));

    assertThatThrownBy(() -> ExportedLog.open(folder.resolve("export")))
        .isInstanceOf(UnreadableLogException.class)
        .hasMessageContaining("no finished export");
  }

  @Test
  void aFolderThatIsNotEmptyIsLeftAlone() {
    export();

    assertThatThrownBy(this::export).isInstanceOf(UnreadableLogException.class);
  }

  @Test
  void anExportForASiemIsNoLog() throws IOException {
    LogExporter.ofOcsf(MemoryLog.of(scene.script()), Progress.NONE)
        .export(List.of(Topics.KEYS), folder.resolve("export"), null, Instant.now());

    assertThat(Files.readAllLines(export("postern.keys/2026-11-28.jsonl")))
        .hasSize(2)
        .allMatch(line -> line.contains("\"class_uid\":3001"));
    assertThatThrownBy(() -> ExportedLog.open(folder.resolve("export")))
        .hasMessageContaining("another program");
  }

  @Test
  void aFileOutsideOfTheExportIsNotRead() throws IOException {
    export();
    Path manifest = export("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("postern.keys/2026-11-28.jsonl", "../../secret"));

    assertThatThrownBy(() -> ExportedLog.open(folder.resolve("export")))
        .hasMessageContaining("outside");
  }

  private void add(String value, String header, byte[] text) {
    var record =
        new ProducerRecord<>(
            Topics.KEYS,
            null,
            scene.now().toEpochMilli(),
            "odd",
            value.getBytes(StandardCharsets.UTF_8));
    record.headers().add(header, text);
    scene.script().records().add(record);
  }

  private Path export(String file) {
    return folder.resolve("export").resolve(file);
  }

  private ExportManifest export() {
    return new LogExporter(MemoryLog.of(scene.script()), Progress.NONE)
        .export(TOPICS, folder.resolve("export"), null, Instant.now());
  }

  private void assertSame(List<String> topics) {
    List<String> written = shown(MemoryLog.of(scene.script()), topics);
    try (ExportedLog exported = ExportedLog.open(folder.resolve("export"))) {
      assertThat(shown(exported, topics)).containsExactlyElementsOf(written);
      assertThat(exported.size(topics)).isEqualTo(written.size());
    }
  }

  /** In the order of each partition, which is all that counts. */
  private static List<String> shown(EventLog log, List<String> topics) {
    List<LogRecord> records = new ArrayList<>();
    log.read(topics, null, records::add);
    return records.stream()
        .sorted(Comparator.comparing(LogRecord::topic).thenComparing(LogRecord::partition))
        .map(LogExporterTest::shown)
        .toList();
  }

  private static String shown(LogRecord record) {
    var text = new StringBuilder(record.place());
    text.append(' ').append(record.timestamp()).append(' ').append(record.key());
    for (Header header : record.headers()) {
      text.append(' ').append(header.key()).append(Arrays.toString(header.value()));
    }
    return text.append(Arrays.toString(record.value())).toString();
  }
}
