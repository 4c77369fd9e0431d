package dev.postern.backends.containers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Names of public keys as OpenSSH prints them. */
final class HostKeys {

  private HostKeys() {}

  /** {@code SHA256:…} of a line {@code type base64 comment}. */
  static String fingerprint(String line) {
    return fingerprint(Base64.getDecoder().decode(line.trim().split(" ", -1)[1]));
  }

  private static String fingerprint(byte[] blob) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
