package dev.postern.key.validation;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.math.BigInteger;

/** What an RSA key shows without its private half. */
final class RsaChecks {

  private static final BigInteger THREE = BigInteger.valueOf(3);

  /** OpenSSL refuses longer ones for large moduli, so OpenSSH could not use such a key. */
  private static final int LONGEST_EXPONENT = 64;

  private static final int FERMAT_STEPS = 100;

  private RsaChecks() {}

  static void check(BigInteger e, BigInteger n, KeyPolicy policy) throws RejectedKeyException {
    size(n, policy);
    if (!e.testBit(0) || e.compareTo(THREE) < 0 || e.bitLength() > LONGEST_EXPONENT) {
      throw RejectedKeyException.weak("RSA key has a public exponent that is not safe.");
    }
    if (!n.testBit(0) || SmallFactors.has(n)) {
      throw RejectedKeyException.weak("RSA key is broken: its modulus has a small factor.");
    }
    if (Roca.made(n)) {
      throw RejectedKeyException.weak(
          "RSA key was made by a chip with a known fault (ROCA, CVE-2017-15361) and can be broken.");
    }
    if (hasCloseFactors(n)) {
      throw RejectedKeyException.weak(
          "RSA key is broken: its two primes are so close that anybody can compute them.");
    }
  }

  static void size(BigInteger n, KeyPolicy policy) throws RejectedKeyException {
    if (n.bitLength() < policy.rsaMinimumBits()) {
      throw new RejectedKeyException(
          Reason.SIZE,
          "RSA key has %d bits; at least %d are needed."
                  .formatted(n.bitLength(), policy.rsaMinimumBits())
              + RejectedKeyException.CREATE);
    }
    if (n.bitLength() > KeyPolicy.RSA_MAXIMUM_BITS) {
      throw new RejectedKeyException(
          Reason.SIZE,
          "RSA key has %d bits; at most %d are accepted."
                  .formatted(n.bitLength(), KeyPolicy.RSA_MAXIMUM_BITS)
              + RejectedKeyException.CREATE);
    }
  }

  /** Fermat's method: n = a² - b² is found soon where the factors are near the root of n. */
  private static boolean hasCloseFactors(BigInteger n) {
    BigInteger[] root = n.sqrtAndRemainder();
    BigInteger a = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
    for (int step = 0; step < FERMAT_STEPS; step++) {
      if (isSquare(a.multiply(a).subtract(n))) {
        return true;
      }
      a = a.add(BigInteger.ONE);
    }
    return false;
  }

  private static boolean isSquare(BigInteger number) {
    return couldBeSquare(number.intValue() & 15) && number.sqrtAndRemainder()[1].signum() == 0;
  }

  /** Squares are 0, 1, 4 or 9 modulo 16: three in four numbers need no root. */
  private static boolean couldBeSquare(int modulo16) {
    return modulo16 == 0 || modulo16 == 1 || modulo16 == 4 || modulo16 == 9;
  }
}
