package dev.postern.transparency.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.LeafPlace;
import dev.postern.transparency.tree.TreeFolder;
import dev.postern.transparency.verify.Finding.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionVerificationTest {

  private static final Origin ORIGIN = new Origin("test", "postern.keys", 0);
  private static final NoteSigner SIGNER = NoteSigner.generate("postern/test");
  private static final int RECORDS = 1000;

  @TempDir Path folder;

  private TreeFolder tree;
  private final List<Checkpoint> checkpoints = new ArrayList<>();

  /** Offsets 0, 3, 6 …, as transactions leave gaps; signed at 400 and at the end. */
  @BeforeEach
  void signs() throws IOException {
    tree = TreeFolder.open(folder, SIGNER.key());
    TreeHash hash = new TreeHash();
    for (int i = 0; i < RECORDS; i++) {
      LogRecord record = record(i);
      tree.append(
          hash.leaf(LeafEncoding.encode(record)),
          new LeafPlace(record.offset(), record.timestamp()));
      if (i == 399 || i == RECORDS - 1) {
        Checkpoint checkpoint = new Checkpoint(ORIGIN, tree.appended(), tree.root());
        tree.commit(checkpoint.sign(SIGNER));
        checkpoints.add(checkpoint);
      }
    }
  }

  @AfterEach
  void closes() throws IOException {
    tree.close();
  }

  @Test
  void anUntouchedLogHolds() throws IOException {
    PartitionReport report = verify(log -> {});
    assertThat(report.holds()).isTrue();
    assertThat(report.untouchedUpTo()).isEqualTo(2997);
    assertThat(report.records()).isEqualTo(RECORDS);
  }

  @Test
  void whatFollowedTheCheckpointIsNotJudged() throws IOException {
    PartitionReport report = verify(log -> log.add(record(RECORDS)));
    assertThat(report.holds()).isTrue();
  }

  @Test
  void aChangedRecordIsNamed() throws IOException {
    assertThat(verify(log -> log.set(500, forged(log.get(500)))))
        .satisfies(only(Kind.CHANGED, 1500));
  }

  @Test
  void aRemovedRecordIsNamed() throws IOException {
    assertThat(verify(log -> log.remove(500))).satisfies(only(Kind.REMOVED, 1500));
  }

  @Test
  void anInsertedRecordIsNamed() throws IOException {
    assertThat(verify(log -> log.add(501, record(0).at(1501))))
        .satisfies(only(Kind.INSERTED, 1501));
  }

  @Test
  void swappedRecordsAreNamed() throws IOException {
    PartitionReport report =
        verify(
            log -> {
              LogRecord first = log.get(500);
              LogRecord second = log.get(501);
              log.set(500, second.at(first.offset()));
              log.set(501, first.at(second.offset()));
            });
    assertThat(report).satisfies(only(Kind.REORDERED, 1500));
    assertThat(report.findings().get(0).count()).isEqualTo(2);
  }

  @Test
  void aLogThatEndsTooEarlyIsNamed() throws IOException {
    PartitionReport report = verify(log -> log.subList(700, RECORDS).clear());
    assertThat(report).satisfies(only(Kind.CUT_OFF, 2100));
    assertThat(report.findings().get(0).count()).isEqualTo(300);
    assertThat(report.untouchedUpTo()).isEqualTo(2097);
  }

  /** An older folder of a broker, and then new events on top of it. */
  @Test
  void anOlderLogThatWentOnIsNamed() throws IOException {
    PartitionReport report =
        verify(
            log -> {
              log.subList(700, RECORDS).clear();
              for (int i = 700; i < 1100; i++) {
                log.add(forged(record(i)));
              }
            });
    assertThat(report.findings().get(0).kind()).isEqualTo(Kind.CHANGED);
    assertThat(report.findings().get(0).offset()).isEqualTo(2100);
  }

  @Test
  void whatRetentionRemovedIsNoFinding() throws IOException {
    PartitionReport report = verify(log -> log.subList(0, 10).clear(), 30, true);
    assertThat(report.holds()).isTrue();
    assertThat(report.retired()).isEqualTo(10);
  }

  @Test
  void aBeginningThatNoRetentionRemovedIsNamed() throws IOException {
    assertThat(verify(log -> log.subList(0, 10).clear(), 30, false))
        .satisfies(only(Kind.REMOVED, 0));
  }

  @Test
  void aTreeThatWasNotSignedIsNamed() throws IOException {
    checkpoints.set(0, new Checkpoint(ORIGIN, 400, new byte[32]));
    assertThat(verify(log -> {})).satisfies(only(Kind.TREE_DIFFERS, 0));
  }

  @Test
  void aTreeThatIsTooSmallIsSaid() {
    checkpoints.add(new Checkpoint(ORIGIN, RECORDS + 1, new byte[32]));
    assertThatThrownBy(() -> verify(log -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 1000 leaves, 1001 were signed");
  }

  private PartitionReport verify(Consumer<List<LogRecord>> tamper) throws IOException {
    return verify(tamper, 0, false);
  }

  private PartitionReport verify(Consumer<List<LogRecord>> tamper, long start, boolean retained)
      throws IOException {
    List<LogRecord> log = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      log.add(record(i));
    }
    tamper.accept(log);
    return new PartitionVerification(ORIGIN, tree, checkpoints)
        .compare(new ListedLog(log, start, retained));
  }

  private static java.util.function.Consumer<PartitionReport> only(Kind kind, long offset) {
    return report -> {
      assertThat(report.findings()).extracting(Finding::kind).containsExactly(kind);
      assertThat(report.findings().get(0).offset()).isEqualTo(offset);
      assertThat(report.untouchedUpTo()).isLessThan(offset);
    };
  }

  private static LogRecord record(int number) {
    byte[] value = ("event " + number).getBytes(UTF_8);
    return new LogRecord("postern.keys", 0, 3L * number, 1000L + number, null, List.of(), value);
  }

  private static LogRecord forged(LogRecord record) {
    byte[] value = "forged".getBytes(UTF_8);
    return new LogRecord(
        record.topic(), 0, record.offset(), record.timestamp(), null, List.of(), value);
  }

  private record ListedLog(List<LogRecord> log, long start, boolean retained)
      implements PartitionLog {

    @Override
    public boolean mayHaveRemoved(Instant written) {
      return retained;
    }

    @Override
    public Iterator<LogRecord> records() {
      return log.iterator();
    }
  }
}
