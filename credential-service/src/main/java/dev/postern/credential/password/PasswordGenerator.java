package dev.postern.credential.password;

import java.security.SecureRandom;

/**
 * Makes passwords of 24 characters out of 32, which are 120 bits, in groups of four with dashes:
 * {@code k7fm-…}. No character looks like another, so that one can be read out and typed.
 */
public final class PasswordGenerator {

  static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
  static final int CHARACTERS = 24;
  static final int GROUP = 4;

  private final SecureRandom random;

  public PasswordGenerator() {
    this(new SecureRandom());
  }

  PasswordGenerator(SecureRandom random) {
    this.random = random;
  }

  public Password next() {
    byte[] ascii = new byte[CHARACTERS + CHARACTERS / GROUP - 1];
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) (i % (GROUP + 1) == GROUP ? '-' : character());
    }
    return Password.takeOwnershipOf(ascii);
  }

  private char character() {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }
}
