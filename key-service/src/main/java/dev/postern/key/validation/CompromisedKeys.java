package dev.postern.key.validation;

/** A list of keys whose private half is public knowledge. */
@FunctionalInterface
public interface CompromisedKeys {

  /** Whether the key is listed. */
  boolean has(Candidate key);

  /** This list and another. */
  default CompromisedKeys or(CompromisedKeys other) {
    return key -> has(key) || other.has(key);
  }

  /**
   * A key under the names that lists have for keys.
   *
   * @param fingerprint {@code SHA256:} and unpadded base64 as OpenSSH prints it
   * @param number RSA's modulus, the x coordinate of a point of NIST's curves, or the 32 octets of
   *     an Ed25519 key: big-endian, without leading zeros
   */
  record Candidate(String fingerprint, byte[] number) {}
}
