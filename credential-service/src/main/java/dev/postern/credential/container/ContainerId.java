package dev.postern.credential.container;

import java.security.SecureRandom;

/** Ids of containers: {@code c} and ten lower-case letters and digits, without a hyphen. */
final class ContainerId {

  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ContainerId() {}

  static String next() {
    StringBuilder id = new StringBuilder(LENGTH + 1).append('c');
    for (int i = 0; i < LENGTH; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
