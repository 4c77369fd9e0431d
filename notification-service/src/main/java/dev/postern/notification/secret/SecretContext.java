package dev.postern.notification.secret;

import java.nio.charset.StandardCharsets;

/**
 * What a sealed password is bound to. Computed from the event that told of it, so that a lease
 * answered with another container's ciphertext does not open.
 */
public record SecretContext(String secretRef, String container, long generation, String account) {

  /** The HPKE context info of RFC 9180. */
  public byte[] info() {
    return String.join(
            "\n", "postern-secret-v1", secretRef, container, Long.toString(generation), account)
        .getBytes(StandardCharsets.UTF_8);
  }
}
