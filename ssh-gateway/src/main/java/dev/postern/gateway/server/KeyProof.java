package dev.postern.gateway.server;

import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSession;

/** The method {@code publickey} of RFC 4252 section 7, which says whether a signature was right. */
final class KeyProof extends UserAuthPublicKey {

  private final Doorkeeper doorkeeper;

  private KeyProof(Doorkeeper doorkeeper, List<NamedFactory<Signature>> signatures) {
    super(signatures);
    this.doorkeeper = doorkeeper;
  }

  static UserAuthPublicKeyFactory factory(Doorkeeper doorkeeper) {
    return new UserAuthPublicKeyFactory() {
      @Override
      public UserAuthPublicKey createUserAuth(ServerSession session) {
        return new KeyProof(doorkeeper, getSignatureFactories());
      }
    };
  }

  @Override
  protected boolean verifySignature(
      ServerSession session,
      String login,
      String algorithm,
      PublicKey key,
      Buffer buffer,
      Signature verifier,
      byte[] signature)
      throws Exception {
    boolean right = false;
    try {
      right = super.verifySignature(session, login, algorithm, key, buffer, verifier, signature);
    } finally {
      doorkeeper.signed(session, right);
    }
    return right;
  }
}
