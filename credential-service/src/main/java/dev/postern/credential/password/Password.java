package dev.postern.credential.password;

import java.util.Arrays;

/**
 * A password in memory, as ASCII bytes. Closing wipes it; {@link #toString()} never shows it.
 *
 * <p>Reading a wiped one is a defect and throws {@link IllegalStateException}.
 */
public final class Password implements AutoCloseable {

  private final byte[] ascii;
  private boolean wiped;

  private Password(byte[] ascii) {
    this.ascii = ascii;
  }

  /** Takes the array over: it is wiped with the password. */
  static Password takeOwnershipOf(byte[] ascii) {
    return new Password(ascii);
  }

  /** A copy, which the caller wipes. */
  public byte[] copy() {
    if (wiped) {
      throw new IllegalStateException("the password was wiped");
    }
    return ascii.clone();
  }

  @Override
  public void close() {
    Arrays.fill(ascii, (byte) 0);
    wiped = true;
  }

  @Override
  public String toString() {
    return "Password[redacted]";
  }
}
