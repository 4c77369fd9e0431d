package dev.postern.key.validation;

import java.math.BigInteger;

/**
 * What a key's blob holds.
 *
 * <p>{@code exponent} and {@code modulus} are RSA's, {@code point} is the others'; {@code
 * application} is a FIDO token's. What an algorithm does not have is null.
 */
record KeyMaterial(
    KeyType type, BigInteger exponent, BigInteger modulus, byte[] point, String application) {

  static KeyMaterial rsa(BigInteger exponent, BigInteger modulus) {
    return new KeyMaterial(KeyType.RSA, exponent, modulus, null, null);
  }

  static KeyMaterial point(KeyType type, byte[] point) {
    return new KeyMaterial(type, null, null, point, null);
  }

  /** Decodes the blob of RFC 4253 section 6.6 to its last byte. */
  static KeyMaterial decode(KeyType declared, byte[] blob) throws RejectedKeyException {
    WireReader reader = new WireReader(blob);
    if (!reader.text().equals(declared.sshName())) {
      throw RejectedKeyException.malformed();
    }
    KeyMaterial key = declared == KeyType.RSA ? rsa(reader) : elliptic(declared, reader);
    reader.end();
    return key;
  }

  private static KeyMaterial rsa(WireReader reader) throws RejectedKeyException {
    BigInteger exponent = reader.positive();
    return rsa(exponent, reader.positive());
  }

  private static KeyMaterial elliptic(KeyType type, WireReader reader) throws RejectedKeyException {
    if (type.curve() != null && !reader.text().equals(type.curve().sshName())) {
      throw RejectedKeyException.malformed();
    }
    byte[] point = reader.string();
    return new KeyMaterial(type, null, null, point, type.inToken() ? reader.text() : null);
  }

  byte[] encoded() {
    WireWriter writer = new WireWriter().string(type.sshName());
    if (type == KeyType.RSA) {
      return writer.number(exponent).number(modulus).toBytes();
    }
    if (type.curve() != null) {
      writer.string(type.curve().sshName());
    }
    writer.string(point);
    if (application != null) {
      writer.string(application);
    }
    return writer.toBytes();
  }

  int bits() {
    if (type == KeyType.RSA) {
      return modulus.bitLength();
    }
    return type.curve() == null ? 256 : type.curve().bits();
  }
}
