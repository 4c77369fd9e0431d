package dev.postern.gateway.upstream;

import java.net.SocketAddress;
import java.security.PublicKey;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jboss.logging.Logger;

/** Takes a container's host key only if it was pinned at its registration or recreation. */
final class PinnedHostKeys implements ServerKeyVerifier {

  private static final Logger LOG = Logger.getLogger(PinnedHostKeys.class);

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
    ConnectionAttempt attempt = AttemptListener.of(session);
    String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    boolean pinned = attempt.target().hostKeys().contains(fingerprint);
    if (!pinned) {
      attempt.showedAnotherHostKey(fingerprint);
      LOG.warnf(
          "Host key is not the pinned one container=%s account=%s fingerprint=%s",
          attempt.target().container(), attempt.target().account(), fingerprint);
    }
    return pinned;
  }
}
