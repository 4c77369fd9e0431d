package dev.postern.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Addresses as the log has them: HMAC-SHA-256 (RFC 2104) in hexadecimal. The same address has the
 * same digest, and without the key nobody finds the address, not even by trying all that they know.
 */
@ApplicationScoped
class AddressDigest {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST_KEY = 32;

  private final SecretKeySpec key;

  AddressDigest(ConfirmationConfig config) {
    if (config.digestKey().length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "postern.contact.digest-key is too short: give a random secret of 32 characters or more");
    }
    key = new SecretKeySpec(config.digestKey().getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * @param email in upper or lower case; null for none
   * @return null for none
   */
  String of(String email) {
    if (email == null) {
      return null;
    }
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] text = email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
