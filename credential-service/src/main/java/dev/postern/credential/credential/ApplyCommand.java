package dev.postern.credential.credential;

import dev.postern.credential.password.CryptHash;
import dev.postern.credential.password.Password;

/**
 * What an attempt does in the container. The hash is stored already.
 *
 * @param password null where an earlier attempt made it and it was lost with that one
 */
record ApplyCommand(Claim claim, CryptHash hash, Password password) {

  /** Whether an earlier attempt may have set a password. */
  boolean wasSent() {
    return claim.hash() != null;
  }

  /** Whether an earlier attempt may have set another password, whose hash is not known any more. */
  boolean isAnother() {
    return wasSent() && password != null;
  }

  String hashValue() {
    return hash.value();
  }
}
