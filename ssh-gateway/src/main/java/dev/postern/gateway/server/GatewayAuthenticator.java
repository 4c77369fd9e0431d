package dev.postern.gateway.server;

import dev.postern.events.sessions.LoginRefused;
import dev.postern.gateway.audit.AuditPublisher;
import dev.postern.gateway.limits.Admission;
import dev.postern.gateway.proxyprotocol.ProxiedConnections;
import dev.postern.gateway.session.ClientConnections;
import dev.postern.gateway.view.Fingerprint;
import dev.postern.gateway.view.GatewayView;
import dev.postern.gateway.view.RegisteredKey;
import java.io.IOException;
import java.net.InetAddress;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
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

  private static final AttributeKey<RegisteredKey> OFFERED = new AttributeKey<>();
  private static final AttributeKey<RegisteredKey> PROVEN = new AttributeKey<>();
  private static final AttributeKey<String> WAITING = new AttributeKey<>();
  private static final AttributeKey<String> ACCOUNT = new AttributeKey<>();
  private static final AttributeKey<Fingerprint> UNKNOWN = new AttributeKey<>();

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
      session.setAttribute(WAITING, source);
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
    Optional<RegisteredKey> registered =
        view.key(fingerprint)
            .filter(known -> known.opensAt(Instant.now()))
            .filter(known -> !admission.isBanned(source(session), fingerprint));
    if (registered.isEmpty()) {
      sendUnknownKeyBanner(session, fingerprint);
      return false;
    }
    session.setAttribute(OFFERED, registered.get());
    return true;
  }

  /** A signature of the key that was offered last was verified. */
  void signatureChecked(ServerSession session, boolean right) {
    RegisteredKey key = session.getAttribute(OFFERED);
    if (right) {
      session.setAttribute(PROVEN, key);
      return;
    }
    String source = source(session);
    admission.failedSignature(source, key.fingerprint());
    LoginRefused.Reason reason =
        admission.isBanned(source, key.fingerprint())
            ? LoginRefused.Reason.BANNED
            : LoginRefused.Reason.BAD_SIGNATURE;
    audit.refused(reason, null, null, key.fingerprint().toString(), source);
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      RegisteredKey key = session.getAttribute(PROVEN);
      leave(session);
      if (key == null || !admission.logIn(key.account())) {
        disconnectOverLimit(session, key);
        return;
      }
      session.setAttribute(ACCOUNT, key.account());
      connections.loggedIn((ServerSession) session, key, source(session));
    }
  }

  private void disconnectOverLimit(Session session, RegisteredKey key) {
    String account = key == null ? null : key.account();
    audit.refused(LoginRefused.Reason.LIMIT, null, account, null, source(session));
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
    leave(session);
    String account = session.removeAttribute(ACCOUNT);
    if (account != null) {
      admission.logOut(account);
    }
    Fingerprint unknown = session.removeAttribute(UNKNOWN);
    if (unknown != null && session.getAttribute(PROVEN) == null) {
      audit.refused(
          LoginRefused.Reason.UNKNOWN_KEY, null, null, unknown.toString(), source(session));
    }
    connections.gone((ServerSession) session);
  }

  private void leave(Session session) {
    String waiting = session.removeAttribute(WAITING);
    if (waiting != null) {
      admission.leave(waiting);
    }
  }

  /** One banner per connection (RFC 4252 section 5.4). */
  private static void sendUnknownKeyBanner(ServerSession session, Fingerprint fingerprint) {
    if (session.getAttribute(UNKNOWN) != null) {
      return;
    }
    session.setAttribute(UNKNOWN, fingerprint);
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
