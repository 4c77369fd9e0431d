package dev.postern.key.validation;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds whether a modulus has an odd prime factor below 2^20: one greatest common divisor with the
 * product of them all. The product has 1.5 million bits; what it leaves modulo a key is computed in
 * blocks by Barrett's method, some ten times as fast as {@link BigInteger#mod} is for such sizes.
 */
final class SmallFactors {

  static final int LIMIT = 1 << 20;

  /** Big-endian. */
  private static final byte[] PRODUCT = product(primes()).toByteArray();

  private SmallFactors() {}

  /**
   * @param n odd and above the limit
   */
  static boolean has(BigInteger n) {
    return !productModulo(n).gcd(n).equals(BigInteger.ONE);
  }

  private static BigInteger productModulo(BigInteger n) {
    int octets = (n.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    int bits = octets * Byte.SIZE;
    BigInteger reciprocal = BigInteger.ONE.shiftLeft(2 * bits).divide(n);
    BigInteger left = BigInteger.ZERO;
    int block = PRODUCT.length % octets;
    for (int at = 0; at < PRODUCT.length; at += block, block = octets) {
      block = block == 0 ? octets : block;
      BigInteger number =
          left.shiftLeft(block * Byte.SIZE).or(new BigInteger(1, PRODUCT, at, block));
      BigInteger quotient =
          number.shiftRight(bits - 1).multiply(reciprocal).shiftRight(bits + 1);
      left = number.subtract(quotient.multiply(n));
      while (left.compareTo(n) >= 0) { // The quotient is at most two too small.
        left = left.subtract(n);
      }
    }
    return left;
  }

  private static List<BigInteger> primes() {
    var composite = new boolean[LIMIT];
    List<BigInteger> primes = new ArrayList<>();
    for (int i = 3; i < LIMIT; i += 2) {
      if (!composite[i]) {
        primes.add(BigInteger.valueOf(i));
        for (long j = (long) i * i; j < LIMIT; j += 2L * i) {
          composite[(int) j] = true;
        }
      }
    }
    return primes;
  }

  /** In halves, since numbers of equal length are multiplied fastest. */
  private static BigInteger product(List<BigInteger> numbers) {
    int half = numbers.size() / 2;
    return half == 0
        ? numbers.get(0)
        : product(numbers.subList(0, half))
            .multiply(product(numbers.subList(half, numbers.size())));
  }
}
