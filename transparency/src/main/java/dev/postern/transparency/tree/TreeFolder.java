package dev.postern.transparency.tree;

import dev.postern.transparency.merkle.CompactRange;
import dev.postern.transparency.merkle.HashSource;
import dev.postern.transparency.merkle.MerkleTree;
import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The tree of a partition in a folder: a file of hashes for each level that is kept, a file of the
 * leaves' places, and the last checkpoint. What is not behind a checkpoint is cut off when the
 * folder is opened, so that a crash at any moment leaves the tree that was signed last. One writer;
 * any thread reads what is signed.
 */
public final class TreeFolder implements TreeView, AutoCloseable {

  private static final String CHECKPOINT = "checkpoint";

  private final Path folder;
  private final List<AppendFile> levels = new CopyOnWriteArrayList<>();
  private final AppendFile places;
  private final CompactRange range;
  private long nextOffset;
  private volatile long signed;
  private volatile String checkpoint;

  private TreeFolder(Path folder, long size, String checkpoint) throws IOException {
    this.folder = folder;
    this.signed = size;
    this.checkpoint = checkpoint;
    this.places = new AppendFile(folder.resolve("places"), LeafPlace.SIZE, size);
    try {
      int level = 0;
      do {
        levels.add(level(level, HashSource.count(level, size)));
        level++;
      } while (HashSource.count(level, size) > 0);
      this.range = new MerkleTree(this).range(size);
      this.nextOffset = size == 0 ? 0 : places(size - 1, 1)[0].offset() + 1;
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * @param key that signed the checkpoint in it
   * @throws IOException with a sentence, when the folder cannot be read or is not what was signed
   */
  public static TreeFolder open(Path folder, NoteKey key) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(CHECKPOINT);
    if (!Files.exists(file)) {
      return new TreeFolder(folder, 0, "");
    }
    String note = Files.readString(file);
    Checkpoint last;
    try {
      last = Checkpoint.verified(note, key);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    TreeFolder tree = new TreeFolder(folder, last.size(), note);
    if (!Arrays.equals(tree.root(), last.root())) {
      tree.close();
      throw new IOException(
          "the hashes in " + folder + " are not those that its checkpoint was signed for");
    }
    return tree;
  }

  private AppendFile level(int level, long hashes) throws IOException {
    return new AppendFile(folder.resolve(level + ".hashes"), TreeHash.SIZE, hashes);
  }

  /** Adds a leaf; it counts when it is {@linkplain #commit signed}. */
  public void append(byte[] leaf, LeafPlace place) throws IOException {
    try {
      range.append(leaf, this::keep);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    places.append(LeafPlace.write(place));
    nextOffset = place.offset() + 1;
  }

  private void keep(int height, byte[] subtree) {
    if (height % LEVEL_HEIGHT != 0) {
      return;
    }
    int level = height / LEVEL_HEIGHT;
    try {
      if (level == levels.size()) {
        levels.add(level(level, 0));
      }
      levels.get(level).append(subtree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves, signed or not. */
  public long appended() {
    return range.size();
  }

  /** The root of all leaves, signed or not. */
  public byte[] root() {
    return range.root();
  }

  /** The first offset that no leaf has. */
  public long nextOffset() {
    return nextOffset;
  }

  /**
   * Makes the tree last, then its checkpoint. Nothing may be published before this returns.
   *
   * @param note the signed checkpoint of all leaves
   */
  public void commit(String note) throws IOException {
    for (AppendFile level : levels) {
      level.force();
    }
    places.force();
    Path next = folder.resolve(CHECKPOINT + ".next");
    Files.writeString(next, note);
    force(next);
    move(next, folder.resolve(CHECKPOINT));
    force(folder);
    checkpoint = note;
    signed = range.size();
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("the file system cannot replace " + to + " in one step", e);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long size() {
    return signed;
  }

  @Override
  public String checkpoint() {
    return checkpoint;
  }

  @Override
  public byte[] hashes(int level, long first, int count) throws IOException {
    if (level >= levels.size() || first + count > HashSource.count(level, signed)) {
      throw new IOException(
          "no checkpoint covers hash " + (first + count - 1) + " of level " + level);
    }
    return levels.get(level).read(first, count);
  }

  @Override
  public LeafPlace[] places(long first, int count) throws IOException {
    if (first + count > signed) {
      throw new IOException("no checkpoint covers leaf " + (first + count - 1));
    }
    return LeafPlace.read(places.read(first, count));
  }

  @Override
  public void close() throws IOException {
    places.close();
    for (AppendFile level : levels) {
      level.close();
    }
  }
}
