package dev.postern.notary.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.files.FileTrees;
import dev.postern.backends.files.TemporaryFolder;
import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.TreeFolder;
import dev.postern.transparency.verify.Finding;
import dev.postern.transparency.verify.Finding.Kind;
import dev.postern.transparency.verify.KafkaPartitionLog;
import dev.postern.transparency.verify.PartitionReport;
import dev.postern.transparency.verify.PartitionVerification;
import dev.postern.transparency.verify.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody who owns the broker changes its files; each case has a copy of a broker's folder whose
 * records are signed. Verified is what the broker serves afterwards, with whole checksums.
 */
class TamperedBrokerTest {

  private static final String TOPIC = "postern.keys";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Origin ORIGIN = new Origin("test", TOPIC, 0);
  private static final NoteSigner SIGNER = NoteSigner.generate(Origin.ofCluster("test"));

  /** Of some 6 KiB each, a batch each: three segments, which are 1 MiB at least. */
  private static final int RECORDS = 500;

  private static TemporaryFolder folder;
  private static Path untouched;
  private static Path older;
  private static Checkpoint checkpoint;

  private Path copy;

  @BeforeAll
  static void signsALog() throws Exception {
    folder = TemporaryFolder.create("postern-tampered");
    untouched = folder.path().resolve("untouched");
    older = folder.path().resolve("older");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(untouched, 0)) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
        admin
            .createTopics(
                List.of(
                    new NewTopic(TOPIC, 1, (short) 1)
                        .configs(Map.of("segment.bytes", "1048576", "retention.ms", "-1"))))
            .all()
            .get();
      }
      publish(kafka, 0, RECORDS - 100, "event");
    }
    FileTreeCopy.copy(untouched, older);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(untouched, 0)) {
      publish(kafka, RECORDS - 100, RECORDS, "event");
      sign(kafka);
    }
  }

  @AfterAll
  static void forgets() {
    folder.close();
  }

  @BeforeEach
  void copies() throws IOException {
    copy = folder.path().resolve("copy");
    FileTreeCopy.copy(untouched, copy);
  }

  @AfterEach
  void removesTheCopy() throws IOException {
    FileTrees.delete(copy);
  }

  @Test
  void anUntouchedBrokerHolds() throws Exception {
    assertThat(verify().holds()).isTrue();
    assertThat(contradictions()).isEmpty();
  }

  @Test
  void aRewrittenSegmentIsNamed() throws Exception {
    LogSegment segment = LogSegment.containing(log(), 250);
    segment.replaceInBatch(250, "event 250", "EVENT 250");
    assertThat(verify()).satisfies(report -> only(report, Kind.CHANGED, 250, 1));
  }

  @Test
  void swappedRecordsAreNamed() throws Exception {
    LogSegment segment = LogSegment.containing(log(), 250);
    segment.swapBatches(250, 251);
    assertThat(verify()).satisfies(report -> only(report, Kind.REORDERED, 250, 2));
  }

  @Test
  void aDeletedSegmentIsNamed() throws Exception {
    LogSegment middle = LogSegment.containing(log(), 250);
    long first = middle.firstOffset();
    long count = middle.batches();
    middle.delete();
    assertThat(verify()).satisfies(report -> only(report, Kind.REMOVED, first, count));
  }

  @Test
  void aDeletedFirstSegmentIsNotTakenForRetention() throws Exception {
    LogSegment first = LogSegment.containing(log(), 0);
    long count = first.batches();
    first.delete();
    assertThat(verify()).satisfies(report -> only(report, Kind.REMOVED, 0, count));
  }

  @Test
  void anOlderFolderThatWasPutBackIsNamedAndNothingMoreIsSigned() throws Exception {
    FileTrees.delete(copy);
    FileTreeCopy.copy(older, copy);
    assertThat(verify()).satisfies(report -> only(report, Kind.CUT_OFF, RECORDS - 100, 100));
    assertThat(contradictions())
        .singleElement()
        .asString()
        .contains("was cut off, or an older one");
  }

  @Test
  void anOlderFolderThatWentOnIsNamedAndNothingMoreIsSigned() throws Exception {
    FileTrees.delete(copy);
    FileTreeCopy.copy(older, copy);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(copy, 0)) {
      publish(kafka, RECORDS - 100, RECORDS + 10, "forged");
    }
    assertThat(verify()).satisfies(report -> only(report, Kind.CHANGED, RECORDS - 100, 100));
    assertThat(contradictions())
        .singleElement()
        .asString()
        .startsWith(TOPIC + "-0 offset " + (RECORDS - 1))
        .contains("was changed");
  }

  /** Beside it the others would go on. */
  @Test
  void aFolderOfHashesThatWasChangedIsNamedAndNothingMoreIsSigned() throws Exception {
    Path trees = folder.path().resolve("changed");
    FileTreeCopy.copy(folder.path().resolve("trees"), trees);
    Path hashes = trees.resolve(TOPIC).resolve("0").resolve("0.hashes");
    byte[] bytes = Files.readAllBytes(hashes);
    bytes[bytes.length - 1] ^= 1;
    Files.write(hashes, bytes);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(copy, 0)) {
      TestNotary notary = new TestNotary(trees, SIGNER, TOPIC);
      notary.readToTheEnd(kafka.bootstrap());
      assertThat(notary.contradictions())
          .singleElement()
          .asString()
          .contains("are not those that its checkpoint was signed for");
    } finally {
      FileTrees.delete(trees);
    }
  }

  private static void only(PartitionReport report, Kind kind, long offset, long count) {
    assertThat(report.findings()).hasSize(1);
    Finding finding = report.findings().get(0);
    assertThat(finding.kind()).isEqualTo(kind);
    assertThat(finding.topic()).isEqualTo(TOPIC);
    assertThat(finding.partition()).isZero();
    assertThat(finding.offset()).isEqualTo(offset);
    assertThat(finding.count()).isEqualTo(count);
  }

  private Path log() {
    return copy.resolve(TOPIC + "-0");
  }

  /** What an auditor finds. */
  private PartitionReport verify() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(copy, 0);
        var consumer = consumer(kafka);
        TreeFolder tree = openTree(folder.path().resolve("trees"))) {
      return new PartitionVerification(ORIGIN, tree, List.of(checkpoint))
          .compare(
              new KafkaPartitionLog(
                  consumer, PARTITION, () -> Retention.FOR_EVER, Clock.systemUTC()));
    }
  }

  /** What a notary finds that goes on with that broker. */
  private List<String> contradictions() throws Exception {
    Path trees = folder.path().resolve("continued");
    FileTreeCopy.copy(folder.path().resolve("trees"), trees);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(copy, 0)) {
      TestNotary notary = new TestNotary(trees, SIGNER, TOPIC);
      notary.readToTheEnd(kafka.bootstrap());
      return notary.contradictions();
    } finally {
      FileTrees.delete(trees);
    }
  }

  private static void sign(EmbeddedKafka kafka) throws Exception {
    Path trees = folder.path().resolve("trees");
    TestNotary notary = new TestNotary(trees, SIGNER, TOPIC);
    notary.readToTheEnd(kafka.bootstrap());
    assertThat(notary.contradictions()).isEmpty();
    try (TreeFolder tree = openTree(trees)) {
      assertThat(tree.size()).isEqualTo(RECORDS);
      checkpoint = Checkpoint.verified(tree.checkpoint(), SIGNER.key());
    }
  }

  private static TreeFolder openTree(Path trees) throws IOException {
    return TreeFolder.open(
        trees.resolve(TOPIC).resolve("0"), SIGNER.key().named(ORIGIN.toString()));
  }

  private static void publish(EmbeddedKafka kafka, int from, int to, String word) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", kafka.bootstrap(), "enable.idempotence", "false"),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = from; i < to; i++) {
        String value = word + " " + i + " ".repeat(6_000);
        producer.send(new ProducerRecord<>(TOPIC, 0, "demo", value)).get();
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(EmbeddedKafka kafka) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrap(), "isolation.level", "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
