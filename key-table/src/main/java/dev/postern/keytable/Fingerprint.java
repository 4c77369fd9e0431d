package dev.postern.keytable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** SHA-256 of a public key blob (RFC 4253 section 6.6), as OpenSSH prints it: four longs. */
public record Fingerprint(long a, long b, long c, long d) {

  private static final String PREFIX = "SHA256:";
  private static final int BYTES = 32;

  /**
   * @throws IllegalArgumentException where the text is not {@code SHA256:} and 43 characters of
   *     base64
   */
  public static Fingerprint parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not a SHA-256 fingerprint");
    }
    return of(Base64.getDecoder().decode(text.substring(PREFIX.length())));
  }

  /** The fingerprint of a public key blob. */
  public static Fingerprint ofBlob(byte[] blob) {
    try {
      return of(MessageDigest.getInstance("SHA-256").digest(blob));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Fingerprint of(byte[] digest) {
    if (digest.length != BYTES) {
      throw new IllegalArgumentException("not a SHA-256 fingerprint");
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new Fingerprint(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  @Override
  public String toString() {
    byte[] digest = new byte[BYTES];
    ByteBuffer.wrap(digest).putLong(a).putLong(b).putLong(c).putLong(d);
    return PREFIX + Base64.getEncoder().withoutPadding().encodeToString(digest);
  }
}
