package dev.postern.bench.audit;

import dev.postern.backends.files.TemporaryFolder;
import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.LeafPlace;
import dev.postern.transparency.tree.TreeFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** What a notary does with records that it has read, on one core: hash, append, sign, keep. */
final class NotarySpeed {

  private static final Origin ORIGIN = new Origin("bench", "postern.containers", 0);
  private static final NoteSigner SIGNER = NoteSigner.generate(Origin.ofCluster("bench"));
  private static final int SAMPLE = 100_000;
  private static final int RECORDS = 500_000;
  private static final int EVERY = 10_000;
  private static final long LEAVES = 10_000_000;

  private final TreeHash hash = new TreeHash();

  private NotarySpeed() {}

  /**
   * @param recordsPerSecond that are signed and on disk
   * @param secondsToContinue with a tree of ten million leaves
   */
  record Figures(double recordsPerSecond, double secondsToContinue) {}

  static Figures measure() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create("postern-notary-bench")) {
      List<LogRecord> records = sample();
      new NotarySpeed().sign(folder.path().resolve("warm-up"), records);
      double perSecond = new NotarySpeed().sign(folder.path().resolve("measured"), records);
      return new Figures(perSecond, continueLarge(folder.path().resolve("large")));
    }
  }

  private double sign(Path folder, List<LogRecord> records) throws IOException {
    try (TreeFolder tree = open(folder)) {
      long start = System.nanoTime();
      for (int i = 0; i < RECORDS; i++) {
        LogRecord record = records.get(i % records.size()).at(i);
        tree.append(
            hash.leaf(LeafEncoding.encode(record)),
            new LeafPlace(record.offset(), record.timestamp()));
        if (tree.appended() % EVERY == 0) {
          commit(tree);
        }
      }
      return RECORDS / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static double continueLarge(Path folder) throws IOException {
    try (TreeFolder tree = open(folder)) {
      byte[] leaf = new byte[TreeHash.SIZE];
      for (long i = 0; i < LEAVES; i++) {
        ByteBuffer.wrap(leaf).putLong(i);
        tree.append(leaf.clone(), new LeafPlace(i, i));
      }
      commit(tree);
    }
    long start = System.nanoTime();
    open(folder).close();
    return (System.nanoTime() - start) / 1e9;
  }

  private static TreeFolder open(Path folder) throws IOException {
    return TreeFolder.open(folder, SIGNER.key().named(ORIGIN.toString()));
  }

  private static void commit(TreeFolder tree) throws IOException {
    tree.commit(new Checkpoint(ORIGIN, tree.appended(), tree.root()).sign(SIGNER));
  }

  /** Events as the services publish them. */
  private static List<LogRecord> sample() {
    List<LogRecord> records = new ArrayList<>();
    MillionEvents.write(
        record -> {
          if (records.size() < SAMPLE) {
            records.add(record(record));
          }
        });
    return records;
  }

  private static LogRecord record(ProducerRecord<String, byte[]> record) {
    List<LogRecord.LogHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new LogRecord.LogHeader(header.key(), header.value()));
    }
    return new LogRecord(
        record.topic(),
        0,
        0,
        1_790_000_000_000L,
        record.key().getBytes(StandardCharsets.UTF_8),
        headers,
        record.value());
  }
}
