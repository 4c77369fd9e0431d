package dev.postern.gateway.server;

import dev.postern.events.sessions.LoginRefused;
import dev.postern.gateway.audit.AuditPublisher;
import dev.postern.gateway.limits.Admission;
import dev.postern.gateway.proxyprotocol.ProxiedConnections;
import dev.postern.gateway.session.ClientConnections;
import dev.postern.gateway.view.GatewayView;
import dev.postern.keytable.Fingerprint;
import dev.postern.keytable.RegisteredKey;
import java.io.IOException;
import java.net.InetAddress;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/**
 * Decides about connections and keys. A key that opens nothing is refused before it is asked to
 * sign, so the client goes on to its next one; a banner, one per connection, names it.
 */
final class GatewayAuthenticator implements PublickeyAuthenticator, SessionListener {

  private final GatewayView view;
  private final Admission admission;
  private final ClientConnections connections;
  private final AuditPublisher audit;

  GatewayAuthenticator(
      GatewayView view, Admission admission, ClientConnections connections, AuditPublisher audit) {
    this.view = view;
    this.admission = admission;
    this.connections = connections;
    this.audit = audit;
  }

  @Override
  public void sessionCreated(Session session) {
    String source = source(session);
    if (admission.connect(source)) {
      LoginProgress.begin(source).attachTo(session);
    } else {
      audit.refused(LoginRefused.Reason.LIMIT, null, null, null, source);
      session.close(true);
    }
  }

  /** Called for an offer, and again before its signature is verified. */
  @Override
  public boolean authenticate(String login, PublicKey key, ServerSession session) {
    if (key instanceof OpenSshCertificate) {
      return false;
    }
    Fingerprint fingerprint = fingerprint(key);
    LoginProgress progress = LoginProgress.of(session);
    Optional<RegisteredKey> registered =
        view.key(fingerprint)
            .filter(known -> known.opensAt(Instant.now()))
            .filter(known -> !admission.isBanned(source(session), fingerprint));
    if (registered.isEmpty()) {
      if (progress.offeredUnknown(fingerprint)) {
        sendUnknownKeyBanner(session, fingerprint);
      }
      return false;
    }
    progress.offered(registered.get());
    return true;
  }

  /** A signature of the key that was offered last was verified. */
  void signatureChecked(ServerSession session, boolean right) {
    LoginProgress progress = LoginProgress.of(session);
    if (right) {
      progress.proven();
      return;
    }
    String source = source(session);
    Fingerprint fingerprint = progress.key().fingerprint();
    admission.failedSignature(source, fingerprint);
    LoginRefused.Reason reason =
        admission.isBanned(source, fingerprint)
            ? LoginRefused.Reason.BANNED
            : LoginRefused.Reason.BAD_SIGNATURE;
    audit.refused(reason, null, null, fingerprint.toString(), source);
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      logIn((ServerSession) session, LoginProgress.of(session));
    }
  }

  private void logIn(ServerSession session, LoginProgress progress) {
    if (progress.state() != LoginProgress.State.KEY_PROVEN) {
      session.close(true); // It ended meanwhile; no client stays without a proven key.
      return;
    }
    RegisteredKey key = progress.key();
    if (!admission.logIn(key.account())) {
      release(progress);
      disconnectOverLimit(session, key);
    } else if (progress.loggedIn()) {
      admission.leave(progress.source());
      connections.loggedIn(session, key, source(session));
    } else {
      admission.logOut(key.account()); // It was closed meanwhile.
    }
  }

  private void disconnectOverLimit(Session session, RegisteredKey key) {
    audit.refused(LoginRefused.Reason.LIMIT, null, key.account(), null, source(session));
    try {
      session.disconnect(
          SshConstants.SSH2_DISCONNECT_TOO_MANY_CONNECTIONS,
          "Postern: your account has too many connections; close some and try again.");
    } catch (IOException e) {
      session.close(true);
    }
  }

  @Override
  public void sessionClosed(Session session) {
    LoginProgress progress = LoginProgress.of(session);
    LoginProgress.State reached = release(progress);
    if (reached.isUnauthenticated() && reached != LoginProgress.State.KEY_PROVEN) {
      progress.unknownKey().ifPresent(unknown -> refusedUnknown(session, unknown));
    }
    connections.gone((ServerSession) session);
  }

  private void refusedUnknown(Session session, Fingerprint unknown) {
    audit.refused(LoginRefused.Reason.UNKNOWN_KEY, null, null, unknown.toString(), source(session));
  }

  /** Ends the login, gives back the place that it holds, and says how far it came. */
  private LoginProgress.State release(LoginProgress progress) {
    LoginProgress.State reached = progress.end();
    if (reached.isUnauthenticated()) {
      admission.leave(progress.source());
    } else if (reached == LoginProgress.State.LOGGED_IN) {
      admission.logOut(progress.key().account());
    }
    return reached;
  }

  /** One banner per connection (RFC 4252 section 5.4). */
  private static void sendUnknownKeyBanner(ServerSession session, Fingerprint fingerprint) {
    Buffer banner = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_BANNER, 160);
    banner.putString("Postern: key " + fingerprint + " is not registered\r\n");
    banner.putString("en");
    try {
      session.writePacket(banner);
    } catch (IOException e) {
      session.close(true);
    }
  }

  private static Fingerprint fingerprint(PublicKey key) {
    var blob = new ByteArrayBuffer();
    blob.putRawPublicKey(key);
    return Fingerprint.ofBlob(blob.getCompactData());
  }

  static String source(Session session) {
    return ProxiedConnections.source(session.getIoSession())
        .map(InetAddress::getHostAddress)
        .orElse("unknown");
  }
}
