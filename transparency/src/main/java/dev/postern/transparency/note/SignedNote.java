package dev.postern.transparency.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with signatures (C2SP signed-note). Signatures of keys that are not known, such as those
 * of witnesses, are allowed and say nothing.
 *
 * @param text with the newline of its last line
 */
public record SignedNote(String text, List<Signature> signatures) {

  private static final String SEPARATOR = "\n\n";
  private static final String DASH = "— ";

  /**
   * @param bytes the id of the key, then the signature
   */
  public record Signature(String name, byte[] bytes) {}

  /**
   * @throws IllegalArgumentException with a sentence, when it is no signed note
   */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf(SEPARATOR);
    if (end < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException(
          "it is no signed note: no signature stands below its text");
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : note.substring(end + SEPARATOR.length()).split("\n")) {
      signatures.add(signature(line));
    }
    return new SignedNote(note.substring(0, end + 1), signatures);
  }

  private static Signature signature(String line) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space <= DASH.length() - 1) {
      throw new IllegalArgumentException("it is no signed note: a line of a signature is none");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(line.substring(space + 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is no signed note: a signature is no base64", e);
    }
    if (bytes.length <= NoteKey.ID_SIZE) {
      throw new IllegalArgumentException("it is no signed note: a signature is too short");
    }
    return new Signature(line.substring(DASH.length(), space), bytes);
  }

  /** Whether that key signed this text. */
  public boolean isSignedBy(NoteKey key) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean signed = false;
    for (Signature signature : signatures) {
      if (isOf(key, signature)) {
        if (!key.signed(bytes, rest(signature))) {
          return false;
        }
        signed = true;
      }
    }
    return signed;
  }

  private static boolean isOf(NoteKey key, Signature signature) {
    return signature.name().equals(key.name())
        && Arrays.equals(Arrays.copyOf(signature.bytes(), NoteKey.ID_SIZE), key.id());
  }

  private static byte[] rest(Signature signature) {
    return Arrays.copyOfRange(signature.bytes(), NoteKey.ID_SIZE, signature.bytes().length);
  }
}
