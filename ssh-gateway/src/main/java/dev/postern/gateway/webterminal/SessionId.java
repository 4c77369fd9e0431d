package dev.postern.gateway.webterminal;

import java.security.SecureRandom;
import java.util.Base64;

/** By its id a client comes back to its shell: 128 random bits, in no log and no event. */
final class SessionId {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private SessionId() {}

  static String next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
