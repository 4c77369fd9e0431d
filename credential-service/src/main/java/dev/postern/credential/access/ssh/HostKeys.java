package dev.postern.credential.access.ssh;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/**
 * Accepts the pinned host keys of the container that a connection is for; where none is pinned yet,
 * the first one seen, which the caller then pins.
 */
final class HostKeys implements ServerKeyVerifier {

  private static final AttributeRepository.AttributeKey<List<String>> PINNED =
      new AttributeRepository.AttributeKey<>();

  static AttributeRepository pinned(List<String> fingerprints) {
    return AttributeRepository.ofKeyValuePair(PINNED, fingerprints);
  }

  /** {@code SHA256:} and unpadded base64, as OpenSSH prints it. */
  static String fingerprint(PublicKey key) {
    return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
    return accepts(session, key);
  }

  private static boolean accepts(ClientSession session, PublicKey key) {
    List<String> pinned = session.getConnectionContext().getAttribute(PINNED);
    return pinned.isEmpty() || pinned.contains(fingerprint(key));
  }
}
