package dev.postern.key.validation;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The fingerprint of keys of Infineon's RSALib (Nemec and others, <i>The Return of Coppersmith's
 * Attack</i>, 2017, section 2). Its primes are k·M + 65537^a mod M, with M a product of the first
 * primes, so such a modulus is a power of 65537 modulo each of them. M has at least the 39 primes
 * up to 167 for every size of key. A random modulus passes by chance less than once in 10^8.
 */
final class Roca {

  private static final int GENERATOR = 65537;
  private static final int LAST_PRIME = 167;

  private static final Map<Integer, Set<Integer>> POWERS = powers();

  private Roca() {}

  static boolean made(BigInteger modulus) {
    return POWERS.entrySet().stream()
        .allMatch(
            prime ->
                prime
                    .getValue()
                    .contains(modulus.mod(BigInteger.valueOf(prime.getKey())).intValue()));
  }

  private static Map<Integer, Set<Integer>> powers() {
    Map<Integer, Set<Integer>> powers = new HashMap<>();
    for (int prime = 3; prime <= LAST_PRIME; prime += 2) {
      if (BigInteger.valueOf(prime).isProbablePrime(20)) {
        powers.put(prime, powersModulo(prime));
      }
    }
    return powers;
  }

  private static Set<Integer> powersModulo(int prime) {
    Set<Integer> powers = new HashSet<>();
    int power = 1;
    while (powers.add(power)) {
      power = power * (GENERATOR % prime) % prime;
    }
    return powers;
  }
}
