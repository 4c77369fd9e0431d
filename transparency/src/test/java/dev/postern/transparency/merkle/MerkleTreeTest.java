package dev.postern.transparency.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  private static final TreeHash HASH = new TreeHash();

  /** Keeps what a notary keeps: the hashes of each eighth height. */
  private static final class Kept implements HashSource {

    private final CompactRange range = new CompactRange();
    private final List<List<byte[]>> levels = new ArrayList<>();
    private final List<byte[]> leaves = new ArrayList<>();

    void append(byte[] leaf) {
      leaves.add(leaf);
      range.append(leaf, this::keep);
    }

    private void keep(int height, byte[] subtree) {
      if (height % 8 == 0) {
        while (levels.size() <= height / 8) {
          levels.add(new ArrayList<>());
        }
        levels.get(height / 8).add(subtree);
      }
    }

    @Override
    public byte[] hashes(int level, long first, int count) throws IOException {
      if (level >= levels.size() || first + count > levels.get(level).size()) {
        throw new IOException("not kept");
      }
      ByteBuffer hashes = ByteBuffer.allocate(count * TreeHash.SIZE);
      levels.get(level).subList((int) first, (int) first + count).forEach(hashes::put);
      return hashes.array();
    }
  }

  /** The leaves and roots with which Certificate Transparency's implementations are tested. */
  @Test
  void rootsAreThoseOfTheReference() {
    List<String> leaves =
        List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    List<String> roots =
        List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    Kept tree = new Kept();
    assertThat(hex(tree.range.root()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (int i = 0; i < leaves.size(); i++) {
      tree.append(HASH.leaf(HexFormat.of().parseHex(leaves.get(i))));
      assertThat(hex(tree.range.root())).isEqualTo(roots.get(i));
    }
  }

  @Test
  void everySizeHasTheRootOfTheDefinitionAlsoWhenReadBack() throws IOException {
    Kept tree = new Kept();
    for (int size = 1; size <= 700; size++) {
      tree.append(leaf(size));
      assertThat(tree.range.root()).isEqualTo(definition(tree.leaves, 0, size));
    }
    MerkleTree merkle = new MerkleTree(tree);
    for (int size = 0; size <= 700; size++) {
      byte[] root = size == 0 ? HASH.empty() : definition(tree.leaves, 0, size);
      assertThat(merkle.root(size)).isEqualTo(root);
    }
  }

  @Test
  void everyLeafOfManySizesIsProvenAndNoOther() throws IOException {
    Kept tree = new Kept();
    for (int i = 0; i < 66_000; i++) {
      tree.append(leaf(i));
    }
    MerkleTree merkle = new MerkleTree(tree);
    for (int size : new int[] {1, 2, 3, 7, 8, 255, 256, 257, 600, 65_535, 65_536, 65_999}) {
      byte[] root = merkle.root(size);
      for (int index = 0; index < size; index += Math.max(1, size / 97)) {
        List<byte[]> path = merkle.inclusionProof(index, size);
        byte[] leaf = tree.leaves.get(index);
        assertThat(InclusionProof.root(leaf, index, size, path)).hasValue(root);
        byte[] other = leaf(-1 - index);
        assertThat(InclusionProof.root(other, index, size, path).orElseThrow()).isNotEqualTo(root);
        if (!path.isEmpty()) {
          List<byte[]> shorter = path.subList(1, path.size());
          assertThat(InclusionProof.root(leaf, index, size, shorter)).isEmpty();
        }
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(root);
        assertThat(InclusionProof.root(leaf, index, size, longer)).isEmpty();
      }
    }
  }

  /** RFC 9162 section 2.1.1, word for word. */
  private static byte[] definition(List<byte[]> leaves, int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    int middle = from + Integer.highestOneBit(to - from - 1);
    return HASH.node(definition(leaves, from, middle), definition(leaves, middle, to));
  }

  private static byte[] leaf(int number) {
    return HASH.leaf(ByteBuffer.allocate(4).putInt(number).array());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
