package dev.postern.events.keys;

import dev.postern.events.EventData;
import java.time.Instant;

/**
 * An account may log in with one more key.
 *
 * @param key the key's id
 * @param type the algorithm as in RFC 4253 section 6.6, such as {@code ssh-ed25519}
 * @param bits the size of the modulus or field
 * @param fingerprint {@code SHA256:} and unpadded base64 as OpenSSH prints it
 * @param blob the public key of RFC 4253 section 6.6, in base64
 * @param expiresAt null where the key does not expire
 */
public record KeyAdded(
    String key,
    String account,
    String title,
    String type,
    int bits,
    String fingerprint,
    String blob,
    Instant expiresAt)
    implements EventData {

  @Override
  public String topicKey() {
    return account;
  }
}
