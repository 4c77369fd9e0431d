package dev.postern.transparency.note;

import dev.postern.transparency.merkle.TreeHash;
import java.util.Base64;

/**
 * What a notary says about a log: its first {@code size} leaves have that root (C2SP
 * tlog-checkpoint).
 */
public record Checkpoint(Origin origin, long size, byte[] root) {

  /** The text of the note that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  public String sign(NoteSigner signer) {
    return signer.named(origin.toString()).sign(text());
  }

  /**
   * @param key of the notary, under whatever name
   * @throws IllegalArgumentException with a sentence, when it is no checkpoint or that key did not
   *     sign it
   */
  public static Checkpoint verified(String note, NoteKey key) {
    SignedNote signed = SignedNote.parse(note);
    Checkpoint checkpoint = parse(signed.text());
    if (!signed.isSignedBy(key.named(checkpoint.origin().toString()))) {
      throw new IllegalArgumentException(
          "the checkpoint of " + checkpoint.origin() + " is not signed by the key " + key);
    }
    return checkpoint;
  }

  private static Checkpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("it is no checkpoint: origin, size and root are expected");
    }
    byte[] root;
    try {
      root = Base64.getDecoder().decode(lines[2]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is no checkpoint: its root is no base64", e);
    }
    if (root.length != TreeHash.SIZE) {
      throw new IllegalArgumentException("it is no checkpoint: its root is no SHA-256 hash");
    }
    return new Checkpoint(Origin.parse(lines[0]), Long.parseLong(lines[1]), root);
  }
}
