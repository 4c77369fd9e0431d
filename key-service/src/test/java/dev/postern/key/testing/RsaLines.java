package dev.postern.key.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** RSA keys as a pasted line, good in form and broken in substance. Nobody has their other half. */
public final class RsaLines {

  private static final BigInteger E = BigInteger.valueOf(65537);
  private static final Random RANDOM = new Random();
  private static final int LARGEST_SMALL_FACTOR = 1 << 20;

  private RsaLines() {}

  /** An odd modulus of that size without a small factor. */
  public static String ofBits(int bits) {
    return line(withoutSmallFactors(() -> randomOdd(bits)));
  }

  /** A modulus with the factor 8191. */
  public static String withSmallFactor() {
    return line(randomOdd(3072).multiply(BigInteger.valueOf(8191)));
  }

  /** (a - 6)(a + 6): Fermat's method finds the factors in its first steps. */
  public static String withCloseFactors() {
    return line(
        withoutSmallFactors(
            () -> {
              BigInteger a = randomOdd(1600);
              return a.multiply(a).subtract(BigInteger.valueOf(36));
            }));
  }

  /** What RSALib's primes leave modulo the product of the first 126 primes: 65537^a. */
  public static String ofInfineon() {
    BigInteger product =
        Stream.iterate(BigInteger.TWO, BigInteger::nextProbablePrime)
            .limit(126)
            .reduce(BigInteger.ONE, BigInteger::multiply);
    return line(
        withoutSmallFactors(
            () ->
                new BigInteger(3200 - product.bitLength(), RANDOM)
                    .setBit(3199 - product.bitLength())
                    .multiply(product)
                    .add(E.modPow(new BigInteger(200, RANDOM), product))));
  }

  private static BigInteger randomOdd(int bits) {
    return new BigInteger(bits, RANDOM).setBit(bits - 1).setBit(0);
  }

  private static BigInteger withoutSmallFactors(Supplier<BigInteger> numbers) {
    return Stream.generate(numbers).filter(n -> !hasSmallFactor(n)).findFirst().orElseThrow();
  }

  private static boolean hasSmallFactor(BigInteger n) {
    for (int i = 3; i < LARGEST_SMALL_FACTOR; i += 2) {
      if (n.mod(BigInteger.valueOf(i)).signum() == 0) {
        return true;
      }
    }
    return false;
  }

  private static String line(BigInteger modulus) {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    string(blob, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
    string(blob, E.toByteArray());
    string(blob, modulus.toByteArray());
    return "ssh-rsa " + Base64.getEncoder().encodeToString(blob.toByteArray());
  }

  private static void string(ByteArrayOutputStream to, byte[] octets) {
    to.writeBytes(ByteBuffer.allocate(4).putInt(octets.length).array());
    to.writeBytes(octets);
  }
}
