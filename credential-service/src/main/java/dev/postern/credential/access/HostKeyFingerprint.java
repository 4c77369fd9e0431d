package dev.postern.credential.access;

import java.security.PublicKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.digest.DigestUtils;

/** The name of a host key, {@code SHA256:…} as {@code ssh-keygen -l} prints it. */
public final class HostKeyFingerprint {

  private HostKeyFingerprint() {}

  public static String of(PublicKey key) {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
  }

  /**
   * @param blob the key's encoding of RFC 4253, section 6.6; its type need not be known here
   */
  public static String of(byte[] blob) {
    try {
      return DigestUtils.getFingerPrint(BuiltinDigests.sha256, blob);
    } catch (Exception e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
