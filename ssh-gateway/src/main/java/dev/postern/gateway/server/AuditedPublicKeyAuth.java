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
final class AuditedPublicKeyAuth extends UserAuthPublicKey {

  private final GatewayAuthenticator authenticator;

  private AuditedPublicKeyAuth(
      GatewayAuthenticator authenticator, List<NamedFactory<Signature>> signatures) {
    super(signatures);
    this.authenticator = authenticator;
  }

  static UserAuthPublicKeyFactory factory(GatewayAuthenticator authenticator) {
    return new UserAuthPublicKeyFactory() {
      @Override
      public UserAuthPublicKey createUserAuth(ServerSession session) {
        return new AuditedPublicKeyAuth(authenticator, getSignatureFactories());
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
      authenticator.signatureChecked(session, right);
    }
    return right;
  }
}
