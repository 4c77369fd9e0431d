package dev.postern.transparency.verify;

import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.merkle.MerkleTree;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.LeafPlace;
import dev.postern.transparency.tree.TilePath;
import dev.postern.transparency.tree.TreeView;
import dev.postern.transparency.verify.Finding.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Compares a partition with its tree, leaf by leaf, after the tree with its checkpoints. The tree
 * is trusted for nothing that a checkpoint does not sign; only where a record stood that is no
 * longer there is the tree's word. Memory does not grow with the log.
 */
public final class PartitionVerification {

  private final Origin origin;
  private final TreeView tree;
  private final List<Checkpoint> checkpoints;
  private final Findings findings;
  private final TreeHash hash = new TreeHash();
  private final long size;

  private byte[] hashes = new byte[0];
  private LeafPlace[] places = new LeafPlace[0];
  private long firstLoaded;
  private long next;
  private long records;
  private long untouchedUpTo = -1;
  private boolean touched;

  /**
   * @param checkpoints of that origin, at least one, each signed by the notary
   */
  public PartitionVerification(Origin origin, TreeView tree, List<Checkpoint> checkpoints) {
    this.origin = origin;
    this.tree = tree;
    this.checkpoints = checkpoints;
    this.findings = new Findings(origin.topic(), origin.partition());
    this.size = checkpoints.stream().mapToLong(Checkpoint::size).max().orElse(0);
  }

  /**
   * @throws IOException when the tree cannot be read or is smaller than what was signed
   */
  public PartitionReport compare(PartitionLog log) throws IOException {
    if (tree.size() < size) {
      throw new IOException(
          "the notary's tree of "
              + origin
              + " has "
              + tree.size()
              + " leaves, "
              + size
              + " were signed");
    }
    if (!isSigned()) {
      findings.add(Kind.TREE_DIFFERS, 0);
      return report(0);
    }
    long retired = passOver(log);
    Iterator<LogRecord> remaining = log.records();
    while (next < size && remaining.hasNext()) {
      compare(remaining.next());
    }
    while (next < size) {
      differs(Kind.CUT_OFF, place(next).offset());
      next++;
    }
    return report(retired);
  }

  private boolean isSigned() throws IOException {
    MerkleTree merkle = new MerkleTree(tree);
    for (Checkpoint checkpoint : checkpoints) {
      if (!Arrays.equals(merkle.root(checkpoint.size()), checkpoint.root())) {
        return false;
      }
    }
    return true;
  }

  /** The leaves of records that are before the log's start. */
  private long passOver(PartitionLog log) throws IOException {
    long retired = 0;
    while (next < size && place(next).offset() < log.start()) {
      LeafPlace place = place(next);
      if (log.mayHaveRemoved(Instant.ofEpochMilli(place.timestamp()))) {
        retired++;
        untouched(place.offset());
      } else {
        differs(Kind.REMOVED, place.offset());
      }
      next++;
    }
    return retired;
  }

  private void compare(LogRecord record) throws IOException {
    while (next < size && place(next).offset() < record.offset()) {
      differs(Kind.REMOVED, place(next).offset());
      next++;
    }
    if (next == size) {
      return;
    }
    records++;
    if (place(next).offset() > record.offset()) {
      differs(Kind.INSERTED, record.offset());
      return;
    }
    byte[] signed = leaf(next);
    if (Arrays.equals(hash.leaf(LeafEncoding.encode(record)), signed)) {
      untouched(record.offset());
    } else {
      touched = true;
      findings.changed(record, signed);
    }
    next++;
  }

  private void differs(Kind kind, long offset) {
    touched = true;
    findings.add(kind, offset);
  }

  private void untouched(long offset) {
    if (!touched) {
      untouchedUpTo = offset;
    }
  }

  private LeafPlace place(long leaf) throws IOException {
    load(leaf);
    return places[(int) (leaf - firstLoaded)];
  }

  private byte[] leaf(long leaf) throws IOException {
    load(leaf);
    int from = (int) (leaf - firstLoaded) * TreeHash.SIZE;
    return Arrays.copyOfRange(hashes, from, from + TreeHash.SIZE);
  }

  /** A tile at a time. */
  private void load(long leaf) throws IOException {
    if (leaf >= firstLoaded && leaf < firstLoaded + places.length) {
      return;
    }
    firstLoaded = leaf - leaf % TilePath.WIDTH;
    int count = (int) Math.min(TilePath.WIDTH, size - firstLoaded);
    hashes = tree.hashes(0, firstLoaded, count);
    places = tree.places(firstLoaded, count);
  }

  private PartitionReport report(long retired) {
    return new PartitionReport(
        origin.topic(), origin.partition(), records, retired, untouchedUpTo, size, findings.all());
  }
}
