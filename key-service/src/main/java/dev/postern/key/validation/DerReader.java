package dev.postern.key.validation;

import java.math.BigInteger;
import java.util.Arrays;

/** Reads the few DER values (X.690) that public keys are made of; takes no other encoding. */
final class DerReader {

  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private static final int LONG_FORM = 0x80;

  private final byte[] bytes;
  private int position;

  DerReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The content octets of the next value, which must have the tag. */
  byte[] take(int tag) throws RejectedKeyException {
    if (octet() != tag) {
      throw RejectedKeyException.malformed();
    }
    int length = length();
    if (length > bytes.length - position) {
      throw RejectedKeyException.malformed();
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  DerReader sequence() throws RejectedKeyException {
    return new DerReader(take(SEQUENCE));
  }

  BigInteger positive() throws RejectedKeyException {
    byte[] octets = take(INTEGER);
    if (octets.length == 0) {
      throw RejectedKeyException.malformed();
    }
    BigInteger number = new BigInteger(octets);
    if (number.signum() <= 0 || !Arrays.equals(number.toByteArray(), octets)) {
      throw RejectedKeyException.malformed();
    }
    return number;
  }

  /** The octets of a bit string that has no unused bits. */
  byte[] bits() throws RejectedKeyException {
    byte[] octets = take(BIT_STRING);
    if (octets.length == 0 || octets[0] != 0) {
      throw RejectedKeyException.malformed();
    }
    return Arrays.copyOfRange(octets, 1, octets.length);
  }

  void end() throws RejectedKeyException {
    if (position != bytes.length) {
      throw RejectedKeyException.malformed();
    }
  }

  private int octet() throws RejectedKeyException {
    if (position == bytes.length) {
      throw RejectedKeyException.malformed();
    }
    return bytes[position++] & 0xff;
  }

  /** At most two length octets: no key here is longer than 64 KiB. */
  private int length() throws RejectedKeyException {
    int first = octet();
    if (first < LONG_FORM) {
      return first;
    }
    int length = 0;
    int octets = first - LONG_FORM;
    if (octets < 1 || octets > 2) {
      throw RejectedKeyException.malformed();
    }
    for (int i = 0; i < octets; i++) {
      length = length << 8 | octet();
    }
    if (length < LONG_FORM || octets == 2 && length < 0x100) {
      throw RejectedKeyException.malformed();
    }
    return length;
  }
}
