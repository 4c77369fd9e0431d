package dev.postern.transparency.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.transparency.merkle.TreeHash;
import dev.postern.transparency.note.Checkpoint;
import dev.postern.transparency.note.NoteSigner;
import dev.postern.transparency.note.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeFolderTest {

  private static final Origin ORIGIN = new Origin("test", "postern.keys", 0);
  private static final NoteSigner SIGNER = NoteSigner.generate("postern/test");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 3000, 66_000})
  void aTreeGoesOnWhereItWasSigned(int leaves) throws IOException {
    byte[] expected;
    try (TreeFolder whole = open(folder.resolve("whole"))) {
      append(whole, 0, leaves + 700);
      expected = whole.root();
    }
    Path parts = folder.resolve("parts");
    try (TreeFolder first = open(parts)) {
      append(first, 0, leaves);
      sign(first);
      append(first, leaves, leaves + 300);
      // Not signed: a crash here leaves the signed tree.
    }
    try (TreeFolder second = open(parts)) {
      assertThat(second.appended()).isEqualTo(leaves);
      assertThat(second.nextOffset()).isEqualTo(2L * (leaves - 1) + 1);
      append(second, leaves, leaves + 700);
      sign(second);
      assertThat(second.root()).isEqualTo(expected);
    }
  }

  @Test
  void aFullDiskLosesNothingThatWasSigned() throws IOException {
    byte[] expected;
    try (TreeFolder whole = open(folder.resolve("whole"))) {
      append(whole, 0, 300);
      expected = whole.root();
    }
    Path full = Files.createDirectories(folder.resolve("full"));
    // The file of the second level is made at leaf 256.
    Files.createSymbolicLink(full.resolve("1.hashes"), Path.of("/dev/full"));
    try (TreeFolder tree = open(full)) {
      append(tree, 0, 100);
      sign(tree);
      append(tree, 100, 300);
      assertThatThrownBy(() -> sign(tree)).isInstanceOf(IOException.class);
    }
    Files.delete(full.resolve("1.hashes"));
    try (TreeFolder tree = open(full)) {
      assertThat(tree.appended()).isEqualTo(100);
      append(tree, 100, 300);
      sign(tree);
      assertThat(tree.root()).isEqualTo(expected);
    }
  }

  @Test
  void whatIsNotSignedIsNotServed() throws IOException {
    try (TreeFolder tree = open(folder)) {
      append(tree, 0, 300);
      assertThatThrownBy(() -> tree.hashes(0, 0, 1)).isInstanceOf(IOException.class);
      sign(tree);
      assertThat(tree.hashes(0, 0, 300)).hasSize(300 * TreeHash.SIZE);
      assertThat(tree.hashes(1, 0, 1)).hasSize(TreeHash.SIZE);
      assertThat(tree.places(299, 1)).containsExactly(new LeafPlace(598, 299));
      assertThatThrownBy(() -> tree.places(300, 1)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.hashes", "1.hashes", "places", "checkpoint"})
  void aFolderThatIsNotWhatWasSignedIsRefused(String file) throws IOException {
    try (TreeFolder tree = open(folder)) {
      append(tree, 0, 300);
      sign(tree);
    }
    Path damaged = folder.resolve(file);
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> open(folder)).isInstanceOf(IOException.class);
    if (!file.equals("places")) {
      bytes[bytes.length - 30] ^= 1;
      Files.write(damaged, bytes);
      assertThatThrownBy(() -> open(folder)).isInstanceOf(IOException.class);
    }
  }

  private static TreeFolder open(Path folder) throws IOException {
    return TreeFolder.open(folder, SIGNER.key());
  }

  private static void sign(TreeFolder tree) throws IOException {
    tree.commit(new Checkpoint(ORIGIN, tree.appended(), tree.root()).sign(SIGNER));
  }

  private static void append(TreeFolder tree, int from, int to) throws IOException {
    TreeHash hash = new TreeHash();
    for (int i = from; i < to; i++) {
      tree.append(hash.leaf(ByteBuffer.allocate(4).putInt(i).array()), new LeafPlace(2L * i, i));
    }
  }
}
