package dev.postern.key.validation;

import java.security.PublicKey;
import java.util.Arrays;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The library that the gateway reads keys with. It accepts too much, so it decides nothing here;
 * but a key that it reads differently would be listed and never work.
 */
final class GatewayCompatibility {

  private GatewayCompatibility() {}

  static void check(byte[] blob) throws RejectedKeyException {
    if (!Arrays.equals(encodedAgain(blob), blob)) {
      throw RejectedKeyException.malformed();
    }
  }

  /** The library throws unchecked exceptions of several kinds for what it cannot read. */
  private static byte[] encodedAgain(byte[] blob) throws RejectedKeyException {
    try {
      PublicKey key = new ByteArrayBuffer(blob).getRawPublicKey();
      ByteArrayBuffer again = new ByteArrayBuffer();
      again.putRawPublicKey(key);
      return again.getCompactData();
    } catch (SshException | RuntimeException e) {
      throw RejectedKeyException.malformed();
    }
  }
}
