package dev.postern.notification.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An opened password. {@link #close} wipes it; the copies that {@link #reveal} makes for the
 * template engine live until the next garbage collection, which Java gives no way to hasten.
 */
public final class Plaintext implements AutoCloseable {

  private final byte[] bytes;

  private Plaintext(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wipes the given array on {@link #close}. */
  static Plaintext takeOwnershipOf(byte[] bytes) {
    return new Plaintext(bytes);
  }

  public String reveal() {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "Plaintext[redacted]";
  }
}
