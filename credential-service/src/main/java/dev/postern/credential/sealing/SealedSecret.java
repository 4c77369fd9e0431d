package dev.postern.credential.sealing;

/**
 * A sealed password.
 *
 * @param ciphertext Tink's HPKE ciphertext, with its key id prefix
 * @param keyId the id of the public key, in unsigned decimal
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedSecret(byte[] ciphertext, String keyId) {

  @Override
  public String toString() {
    return "SealedSecret[keyId=" + keyId + "]";
  }
}
