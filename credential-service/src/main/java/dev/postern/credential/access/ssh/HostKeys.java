package dev.postern.credential.access.ssh;

import dev.postern.credential.access.HostKeyFingerprint;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;

/**
 * Accepts the pinned host keys of the container that a connection is for; where none is pinned yet,
 * the first one seen, which the caller then pins.
 */
final class HostKeys implements ServerKeyVerifier {

  private static final AttributeRepository.AttributeKey<List<String>> PINNED =
      new AttributeRepository.AttributeKey<>();

  private static final AttributeRepository.AttributeKey<AtomicBoolean> REFUSED =
      new AttributeRepository.AttributeKey<>();

  static AttributeRepository pinned(List<String> fingerprints) {
    return pinned(fingerprints, new AtomicBoolean());
  }

  /**
   * @param refused becomes true where the container shows a key that is not pinned
   */
  static AttributeRepository pinned(List<String> fingerprints, AtomicBoolean refused) {
    return AttributeRepository.ofAttributesMap(
        Map.of(
            PINNED,
            fingerprints,
            REFUSED,
            refused,
            Negotiation.FAILURE,
            new AtomicReference<String>()));
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress remote, PublicKey key) {
    boolean accepted = accepts(session, key);
    session.getConnectionContext().getAttribute(REFUSED).set(!accepted);
    return accepted;
  }

  private static boolean accepts(ClientSession session, PublicKey key) {
    List<String> pinned = session.getConnectionContext().getAttribute(PINNED);
    return pinned.isEmpty() || pinned.contains(HostKeyFingerprint.of(key));
  }
}
