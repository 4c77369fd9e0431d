package dev.postern.backends.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A public key as a line of {@code authorized_keys} or of a {@code .pub} file has it.
 *
 * @param type such as {@code ssh-ed25519}
 * @param blob the key in base64
 */
public record PublicKeyLine(String type, String blob) {

  /** Reads a line {@code type base64 comment}; the comment may be missing. */
  public static PublicKeyLine parse(String line) {
    String[] words = line.strip().split(" ", 3);
    if (words.length < 2) {
      throw new IllegalArgumentException("not a public key: " + line);
    }
    return new PublicKeyLine(words[0], words[1]);
  }

  /** {@code SHA256:…}, as OpenSSH prints it. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(blob));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
