package dev.postern.notary.signing;

import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.LeafPlace;
import dev.postern.transparency.tree.TreeFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The tree of one partition and what was signed of it. Before a tree goes on, its last record must
 * still be in the log as it was signed: a notary signs nothing that contradicts what it signed
 * before.
 */
final class PartitionNotary implements AutoCloseable {

  private final Origin origin;
  private final TreeFolder tree;
  private final NoteSigner signer;
  private final TreeHash hash = new TreeHash();

  /** The last leaf, until the log has shown it again; null when nothing is to be shown. */
  private LeafPlace awaited;

  private boolean told;

  /** When the oldest record was read that is not signed; null where all are. */
  private volatile Instant oldestUnsigned;

  PartitionNotary(Origin origin, TreeFolder tree, NoteSigner signer) throws IOException {
    this.origin = origin;
    this.tree = tree;
    this.signer = signer;
    this.awaited = lastSigned();
  }

  private LeafPlace lastSigned() throws IOException {
    return tree.size() == 0 ? null : tree.places(tree.size() - 1, 1)[0];
  }

  Origin origin() {
    return origin;
  }

  TreeFolder tree() {
    return tree;
  }

  /**
   * Where to read on.
   *
   * @param start the log's first offset
   */
  long resumeAt(long start) {
    if (awaited != null && awaited.offset() < start) {
      // Retention took it; what is signed of it cannot be compared any more.
      awaited = null;
    }
    long next = awaited == null ? tree.nextOffset() : awaited.offset();
    return Math.max(next, start);
  }

  /** Reading starts anew, from what is signed. */
  void restart() throws IOException {
    if (tree.appended() == tree.size()) {
      awaited = lastSigned();
    }
  }

  /**
   * @param now the clock's time
   * @throws ContradictionException when the log is not the one that was signed
   */
  void read(LogRecord record, Instant now) throws IOException {
    byte[] leaf = hash.leaf(LeafEncoding.encode(record));
    if (awaited != null) {
      requireLastSigned(record.offset(), leaf);
      awaited = null;
      return;
    }
    if (record.offset() < tree.nextOffset()) {
      return;
    }
    tree.append(leaf, new LeafPlace(record.offset(), record.timestamp()));
    if (oldestUnsigned == null) {
      oldestUnsigned = now;
    }
  }

  private void requireLastSigned(long offset, byte[] leaf) throws IOException {
    if (offset != awaited.offset()) {
      throw new ContradictionException(
          origin, awaited.offset(), "the record that was signed last is not there any more");
    }
    if (!Arrays.equals(leaf, tree.hashes(0, tree.size() - 1, 1))) {
      throw new ContradictionException(
          origin, awaited.offset(), "the record that was signed last was changed");
    }
  }

  long unsigned() {
    return tree.appended() - tree.size();
  }

  Duration waiting(Instant now) {
    Instant oldest = oldestUnsigned;
    return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
  }

  boolean isDue(Instant now, Duration every, int records) {
    long unsigned = unsigned();
    return unsigned >= records || (unsigned > 0 && waiting(now).compareTo(every) >= 0);
  }

  /** Once, the checkpoint that was there when the tree was opened. */
  Optional<String> untold() {
    boolean untold = !told && tree.size() > 0;
    told = true;
    return untold ? Optional.of(tree.checkpoint()) : Optional.empty();
  }

  /**
   * @return the signed note, which is kept before this returns
   */
  String sign() throws IOException {
    told = true;
    String note = new Checkpoint(origin, tree.appended(), tree.root()).sign(signer);
    tree.commit(note);
    oldestUnsigned = null;
    return note;
  }

  @Override
  public void close() throws IOException {
    tree.close();
  }
}
