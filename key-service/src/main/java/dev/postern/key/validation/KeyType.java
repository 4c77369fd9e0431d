package dev.postern.key.validation;

import java.util.Arrays;
import java.util.Optional;

/** The algorithms that are accepted, named as in RFC 4253, RFC 5656, RFC 8709 and PROTOCOL.u2f. */
enum KeyType {
  ED25519("ssh-ed25519", null),
  ECDSA_256("ecdsa-sha2-nistp256", Curve.NISTP256),
  ECDSA_384("ecdsa-sha2-nistp384", Curve.NISTP384),
  ECDSA_521("ecdsa-sha2-nistp521", Curve.NISTP521),
  RSA("ssh-rsa", null),
  SK_ED25519("sk-ssh-ed25519@openssh.com", null),
  SK_ECDSA("sk-ecdsa-sha2-nistp256@openssh.com", Curve.NISTP256);

  private final String sshName;
  private final Curve curve;

  KeyType(String sshName, Curve curve) {
    this.sshName = sshName;
    this.curve = curve;
  }

  static Optional<KeyType> of(String sshName) {
    return Arrays.stream(values()).filter(type -> type.sshName.equals(sshName)).findFirst();
  }

  static Optional<KeyType> of(Curve curve) {
    return Arrays.stream(values()).filter(type -> type.curve == curve).findFirst();
  }

  String sshName() {
    return sshName;
  }

  /** Null where the algorithm uses no NIST curve. */
  Curve curve() {
    return curve;
  }

  /** Whether the private half is in a FIDO token. */
  boolean inToken() {
    return this == SK_ED25519 || this == SK_ECDSA;
  }
}
