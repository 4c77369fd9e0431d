package dev.postern.key.validation;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the data types of RFC 4251 section 5, and takes nothing but their one right form. */
final class WireReader {

  private final byte[] bytes;
  private int position;

  WireReader(byte[] bytes) {
    this.bytes = bytes;
  }

  byte[] string() throws RejectedKeyException {
    int length = length();
    if (length < 0 || length > bytes.length - position) {
      throw RejectedKeyException.malformed();
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String text() throws RejectedKeyException {
    return new String(string(), StandardCharsets.ISO_8859_1);
  }

  /** A number above zero, without needless leading zeros. */
  BigInteger positive() throws RejectedKeyException {
    byte[] octets = string();
    BigInteger number = octets.length == 0 ? BigInteger.ZERO : new BigInteger(octets);
    if (number.signum() <= 0 || !Arrays.equals(number.toByteArray(), octets)) {
      throw RejectedKeyException.malformed();
    }
    return number;
  }

  void end() throws RejectedKeyException {
    if (position != bytes.length) {
      throw RejectedKeyException.malformed();
    }
  }

  private int length() throws RejectedKeyException {
    if (bytes.length - position < Integer.BYTES) {
      throw RejectedKeyException.malformed();
    }
    int length = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      length = length << 8 | bytes[position++] & 0xff;
    }
    return length;
  }
}
