package dev.postern.transparency.note;

import dev.postern.transparency.leaf.LeafEncoding;
import dev.postern.transparency.leaf.LogRecord;
import dev.postern.transparency.merkle.InclusionProof;
import dev.postern.transparency.merkle.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The proof that a record is in a log (C2SP tlog-proof). The record itself is its extra data, so
 * that nothing else is needed to check it but the notary's public key.
 *
 * @param record in its canonical form
 * @param index of its leaf
 * @param path the leaf's sibling first
 * @param checkpoint the signed note
 */
public record RecordProof(byte[] record, long index, List<byte[]> path, String checkpoint) {

  private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";

  /** A record that was proven to be in a log. */
  public record Proven(LogRecord record, long index, Checkpoint checkpoint) {}

  public String text() {
    Base64.Encoder base64 = Base64.getEncoder();
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    text.append("extra ").append(base64.encodeToString(record)).append('\n');
    text.append("index ").append(index).append('\n');
    path.forEach(hash -> text.append(base64.encodeToString(hash)).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }

  /**
   * @throws IllegalArgumentException with a sentence, when it is no proof
   */
  public static RecordProof parse(String text) {
    int end = text.indexOf("\n\n");
    String[] lines = text.substring(0, Math.max(end, 0)).split("\n");
    if (lines.length < 3
        || !lines[0].equals(FIRST_LINE)
        || !lines[1].startsWith("extra ")
        || !lines[2].matches("index (0|[1-9][0-9]{0,17})")) {
      throw new IllegalArgumentException("it is no proof of a record (" + FIRST_LINE + ")");
    }
    try {
      Base64.Decoder base64 = Base64.getDecoder();
      List<byte[]> path = new ArrayList<>();
      for (String line : Arrays.asList(lines).subList(3, lines.length)) {
        path.add(base64.decode(line));
      }
      return new RecordProof(
          base64.decode(lines[1].substring("extra ".length())),
          Long.parseLong(lines[2].substring("index ".length())),
          path,
          text.substring(end + 2));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is no proof of a record: a line is no base64", e);
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence that tells what does not hold
   */
  public Proven verified(NoteKey key) {
    Checkpoint signed = Checkpoint.verified(checkpoint, key);
    LogRecord proven = LeafEncoding.decode(record);
    Origin origin = signed.origin();
    if (!origin.topic().equals(proven.topic()) || origin.partition() != proven.partition()) {
      throw new IllegalArgumentException(
          "the record is of another partition than the checkpoint of " + origin);
    }
    byte[] leaf = new TreeHash().leaf(record);
    boolean included =
        InclusionProof.root(leaf, index, signed.size(), path)
            .filter(root -> Arrays.equals(root, signed.root()))
            .isPresent();
    if (!included) {
      throw new IllegalArgumentException(
          "the record is not leaf " + index + " of the log that " + origin + " was signed for");
    }
    return new Proven(proven, index, signed);
  }
}
