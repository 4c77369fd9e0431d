package dev.postern.transparency.note;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Signs notes with an Ed25519 key. Written {@code PRIVATE+KEY+NAME+ID+BASE64}, as Go's {@code
 * sumdb/note} writes it.
 */
public final class NoteSigner {

  private static final String PREFIX = "PRIVATE+KEY+";

  private final String name;
  private final Ed25519PrivateKeyParameters key;

  private NoteSigner(String name, Ed25519PrivateKeyParameters key) {
    this.name = name;
    this.key = key;
  }

  public static NoteSigner generate(String name) {
    return new NoteSigner(name, new Ed25519PrivateKeyParameters(new SecureRandom()));
  }

  /**
   * @throws IllegalArgumentException with a sentence that does not quote the key
   */
  public static NoteSigner parse(String text) {
    String stripped = text.strip();
    String[] parts =
        stripped.startsWith(PREFIX)
            ? stripped.substring(PREFIX.length()).split("\\+", 3)
            : new String[0];
    if (parts.length != 3) {
      throw new IllegalArgumentException("a signing key is PRIVATE+KEY+NAME+ID+BASE64");
    }
    byte[] seed = NoteKey.decode(parts[2]);
    if (seed.length != 1 + Ed25519PrivateKeyParameters.KEY_SIZE || seed[0] != NoteKey.ED25519) {
      throw new IllegalArgumentException("the signing key is no Ed25519 key");
    }
    NoteSigner signer =
        new NoteSigner(
            parts[0], new Ed25519PrivateKeyParameters(Arrays.copyOfRange(seed, 1, seed.length)));
    if (!NoteKey.hex(signer.key().id()).equals(parts[1])) {
      throw new IllegalArgumentException(
          "the signing key's id " + parts[1] + " does not belong to its name and key");
    }
    return signer;
  }

  public NoteKey key() {
    return new NoteKey(name, key.generatePublicKey().getEncoded());
  }

  /** The same key under another name. */
  public NoteSigner named(String other) {
    return new NoteSigner(other, key);
  }

  /**
   * @param text lines, each with its newline
   * @return the note with its signature
   */
  public String sign(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(bytes, 0, bytes.length);
    byte[] signature = signer.generateSignature();
    byte[] line = Arrays.copyOf(key().id(), NoteKey.ID_SIZE + signature.length);
    System.arraycopy(signature, 0, line, NoteKey.ID_SIZE, signature.length);
    return text + "\n— " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
  }

  /** What {@link #parse} reads. A secret, so it is no {@code toString}. */
  public String secret() {
    return PREFIX + name + "+" + NoteKey.hex(key().id()) + "+" + NoteKey.encode(key.getEncoded());
  }
}
