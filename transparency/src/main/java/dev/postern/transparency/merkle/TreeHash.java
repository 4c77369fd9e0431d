package dev.postern.transparency.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of RFC 9162 section 2.1.1, over SHA-256. For one thread. */
public final class TreeHash {

  /** Bytes of a hash. */
  public static final int SIZE = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = newSha256();

  /** {@code SHA-256(0x00 ‖ record)}. */
  public byte[] leaf(byte[] record) {
    sha256.update(LEAF);
    return sha256.digest(record);
  }

  /** {@code SHA-256(0x01 ‖ left ‖ right)}. */
  public byte[] node(byte[] left, byte[] right) {
    sha256.update(NODE);
    sha256.update(left);
    return sha256.digest(right);
  }

  /** The hash of a tree without leaves. */
  public byte[] empty() {
    return sha256.digest();
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
