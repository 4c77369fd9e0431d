package dev.postern.key.id;

import java.security.SecureRandom;

/** Ids: a letter for the kind and 15 random lower-case letters and digits. They tell nothing. */
public final class OpaqueId {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 15;
  private static final SecureRandom RANDOM = new SecureRandom();

  private OpaqueId() {}

  /**
   * @param kind a lower-case letter, such as {@code k} for a key
   */
  public static String next(char kind) {
    StringBuilder id = new StringBuilder().append(kind);
    RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
    return id.toString();
  }
}
