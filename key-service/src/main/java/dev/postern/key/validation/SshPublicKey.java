package dev.postern.key.validation;

import java.util.Base64;

/**
 * A key that passed every check.
 *
 * @param type the algorithm as in RFC 4253 section 6.6, such as {@code ssh-ed25519}
 * @param bits the size of the modulus or field
 * @param blob the public key of RFC 4253 section 6.6 in padded base64
 * @param fingerprint {@code SHA256:} and unpadded base64 as OpenSSH prints it
 * @param comment printable text of at most 255 characters; may be empty
 */
public record SshPublicKey(String type, int bits, String blob, String fingerprint, String comment) {

  static SshPublicKey of(KeyMaterial key, String comment) {
    byte[] blob = key.encoded();
    return new SshPublicKey(
        key.type().sshName(),
        key.bits(),
        Base64.getEncoder().encodeToString(blob),
        Fingerprint.of(blob),
        comment);
  }
}
