package dev.postern.notification.secret;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * What credential-service answers to a lease.
 *
 * @param sealed the HPKE ciphertext
 * @param keyId the id of the key that it was sealed to, in unsigned decimal
 * @param expiresAt when credential-service deletes it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SealedSecret(byte[] sealed, String keyId, Instant expiresAt) {

  @Override
  public String toString() {
    return "SealedSecret[keyId=" + keyId + ", expiresAt=" + expiresAt + "]";
  }
}
