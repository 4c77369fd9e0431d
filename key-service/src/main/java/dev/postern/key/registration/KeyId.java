package dev.postern.key.registration;

import java.security.SecureRandom;

/** Ids of keys: {@code k} and 15 random lower-case letters and digits. They tell nothing. */
final class KeyId {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 15;
  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyId() {}

  static String next() {
    StringBuilder id = new StringBuilder("k");
    RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
    return id.toString();
  }
}
