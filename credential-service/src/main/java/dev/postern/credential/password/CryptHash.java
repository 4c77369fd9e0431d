package dev.postern.credential.password;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * A hash of crypt(3) in the SHA-512 format, {@code $6$salt$hash}, which every libc understands.
 *
 * <p>Only a value of that format can be made: {@code chpasswd} takes anything, and a line break in
 * it would set another user's password.
 *
 * @param value 90 to 123 characters of {@code [./0-9A-Za-z$]}
 */
public record CryptHash(String value) {

  private static final Pattern FORMAT =
      Pattern.compile("\\$6\\$[./0-9A-Za-z]{1,16}\\$[./0-9A-Za-z]{86}");
  private static final String SALT =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  public CryptHash {
    if (value == null || !FORMAT.matcher(value).matches()) {
      throw new IllegalArgumentException("not a SHA-512 crypt hash");
    }
  }

  public static CryptHash of(Password password) {
    byte[] copy = password.copy();
    try {
      return new CryptHash(Sha2Crypt.sha512Crypt(copy, "$6$" + salt()));
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /** The line that {@code chpasswd -e} reads. */
  public String chpasswdLine() {
    return "root:" + value;
  }

  private static String salt() {
    StringBuilder salt = new StringBuilder(16);
    for (int i = 0; i < 16; i++) {
      salt.append(SALT.charAt(RANDOM.nextInt(SALT.length())));
    }
    return salt.toString();
  }

  /** A hash opens to a dictionary attack, if only of 120 bits: it is not shown either. */
  @Override
  public String toString() {
    return "CryptHash[redacted]";
  }
}
