package dev.postern.transparency.note;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * The public key of who signs notes, with its name: the verifier key of C2SP's signed-note, written
 * {@code NAME+ID+BASE64}, where the base64 is of 0x01 and the 32 bytes of an Ed25519 key.
 */
public final class NoteKey {

  static final byte ED25519 = 1;
  static final int ID_SIZE = 4;

  private final String name;
  private final byte[] publicKey;

  NoteKey(String name, byte[] publicKey) {
    this.name = requireName(name);
    this.publicKey = publicKey.clone();
  }

  /**
   * @throws IllegalArgumentException with a sentence that tells what is wrong with it
   */
  public static NoteKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key is NAME+ID+BASE64");
    }
    byte[] key = decode(parts[2]);
    if (key.length != 1 + Ed25519PublicKeyParameters.KEY_SIZE || key[0] != ED25519) {
      throw new IllegalArgumentException("the verifier key is no Ed25519 key");
    }
    NoteKey parsed = new NoteKey(parts[0], Arrays.copyOfRange(key, 1, key.length));
    if (!hex(parsed.id()).equals(parts[1])) {
      throw new IllegalArgumentException(
          "the verifier key's id " + parts[1] + " does not belong to its name and key");
    }
    return parsed;
  }

  public String name() {
    return name;
  }

  /** The same key under the name that signs a log's checkpoints: the log's origin. */
  public NoteKey named(String other) {
    return new NoteKey(other, publicKey);
  }

  /** The first four bytes of {@code SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key)}. */
  byte[] id() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(name.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) '\n');
      sha256.update(ED25519);
      return Arrays.copyOf(sha256.digest(publicKey), ID_SIZE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  boolean signed(byte[] text, byte[] signature) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(false, new Ed25519PublicKeyParameters(publicKey));
    signer.update(text, 0, text.length);
    return signer.verifySignature(signature);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return name + "+" + hex(id()) + "+" + encode(publicKey);
  }

  static String encode(byte[] key) {
    byte[] typed = new byte[1 + key.length];
    typed[0] = ED25519;
    System.arraycopy(key, 0, typed, 1, key.length);
    return Base64.getEncoder().encodeToString(typed);
  }

  static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the key is no base64", e);
    }
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String requireName(String name) {
    if (name.isEmpty() || name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')) {
      throw new IllegalArgumentException("the name of a key has no space and no plus sign");
    }
    return name;
  }
}
