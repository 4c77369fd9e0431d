package dev.postern.key.validation;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds whether a modulus has an odd prime factor below 2^20: one greatest common divisor with the
 * product of them all. The product has 1.5 million bits, so what it leaves modulo a key is computed
 * word by word by Montgomery's method, which divides by nothing and makes no garbage.
 */
final class SmallFactors {

  static final int LIMIT_BITS = 20;

  private static final int LIMIT = 1 << LIMIT_BITS;
  private static final long WORD = 0xffffffffL;
  private static final int[] PRODUCT = words(product(primes()));

  private SmallFactors() {}

  /**
   * @param n odd and above the limit
   */
  static boolean has(BigInteger n) {
    return !productModulo(n).gcd(n).equals(BigInteger.ONE);
  }

  /** Less than 2n, and times a power of two, with which an odd n has nothing in common. */
  private static BigInteger productModulo(BigInteger n) {
    int[] modulus = words(n);
    int inverse = -inverse(modulus[0]);
    int[] left = new int[modulus.length + 1];
    for (int word : PRODUCT) {
      step(left, word, modulus, inverse);
    }
    return number(left);
  }

  /** Adds the word and as often the modulus as makes the lowest word zero, which then goes. */
  private static void step(int[] left, int word, int[] modulus, int inverse) {
    long sum = (left[0] & WORD) + (word & WORD);
    long times = (int) sum * inverse & WORD;
    long carry = sum + times * (modulus[0] & WORD) >>> Integer.SIZE;
    for (int i = 1; i < modulus.length; i++) {
      carry += (left[i] & WORD) + times * (modulus[i] & WORD);
      left[i - 1] = (int) carry;
      carry >>>= Integer.SIZE;
    }
    carry += left[modulus.length] & WORD;
    left[modulus.length - 1] = (int) carry;
    left[modulus.length] = (int) (carry >>> Integer.SIZE);
  }

  /**
   * Of an odd number modulo 2^32, by Newton's method: each round doubles the bits that are right.
   */
  private static int inverse(int odd) {
    int inverse = odd;
    for (int bits = 3; bits < Integer.SIZE; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  /** The lowest word first. */
  private static int[] words(BigInteger number) {
    byte[] octets = number.toByteArray();
    int[] words = new int[(octets.length + Integer.BYTES - 1) / Integer.BYTES];
    for (int i = 0; i < octets.length; i++) {
      int octet = octets[octets.length - 1 - i] & 0xff;
      words[i / Integer.BYTES] |= octet << i % Integer.BYTES * Byte.SIZE;
    }
    return words;
  }

  private static BigInteger number(int[] words) {
    ByteBuffer octets = ByteBuffer.allocate(words.length * Integer.BYTES);
    for (int i = words.length - 1; i >= 0; i--) {
      octets.putInt(words[i]);
    }
    return new BigInteger(1, octets.array());
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
