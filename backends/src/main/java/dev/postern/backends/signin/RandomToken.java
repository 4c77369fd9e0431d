package dev.postern.backends.signin;

import java.security.SecureRandom;
import java.util.Base64;

/** What cannot be guessed: secrets of clients, codes, refresh tokens. */
final class RandomToken {

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomToken() {}

  static String of256Bits() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
