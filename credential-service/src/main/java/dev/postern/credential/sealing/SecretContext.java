package dev.postern.credential.sealing;

import java.nio.charset.StandardCharsets;

/**
 * What a sealed password is bound to. The reader computes it from the event; a secret that was
 * swapped for another container's or generation's does not open.
 */
public record SecretContext(String secretRef, String container, long generation, String account) {

  /** The {@code info} of HPKE. */
  byte[] info() {
    return String.join(
            "\n", "postern-secret-v1", secretRef, container, Long.toString(generation), account)
        .getBytes(StandardCharsets.UTF_8);
  }
}
