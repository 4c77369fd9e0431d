package dev.postern.key.validation;

/**
 * What an operator may decide about keys.
 *
 * @param rsaMinimumBits 2048 to 16384
 */
public record KeyPolicy(int rsaMinimumBits) {

  static final int RSA_MAXIMUM_BITS = 16384;
  private static final int RSA_LOWEST_MINIMUM = 2048;

  public static final KeyPolicy DEFAULT = new KeyPolicy(3072);

  public KeyPolicy {
    if (rsaMinimumBits < RSA_LOWEST_MINIMUM || rsaMinimumBits > RSA_MAXIMUM_BITS) {
      throw new IllegalArgumentException("the smallest RSA key must have 2048 to 16384 bits");
    }
  }
}
