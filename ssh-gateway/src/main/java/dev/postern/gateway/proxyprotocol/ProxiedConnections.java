package dev.postern.gateway.proxyprotocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Reads the header of each connection before SSH begins on it. A peer that is not trusted, or sends
 * no header in time, is dropped without an answer.
 */
public final class ProxiedConnections implements IoHandler {

  private static final Object SOURCE = "postern.proxied-source";
  private static final Object WAITING = "postern.proxy-header";
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final IoHandler ssh;
  private final TrustedProxies trusted;

  /**
   * @param ssh takes the connections whose header was read
   */
  public ProxiedConnections(IoHandler ssh, TrustedProxies trusted) {
    this.ssh = ssh;
    this.trusted = trusted;
  }

  /** Where the client is: what the header said, else the peer. */
  public static Optional<InetAddress> source(IoSession connection) {
    if (connection.getAttribute(SOURCE) instanceof InetAddress said) {
      return Optional.of(said);
    }
    return connection.getRemoteAddress() instanceof InetSocketAddress peer
        ? Optional.of(peer.getAddress())
        : Optional.empty();
  }

  @Override
  public void sessionCreated(IoSession connection) {
    if (!trusted.trusts(connection.getRemoteAddress())) {
      connection.close(true);
      return;
    }
    connection.setAttribute(WAITING, new ByteArrayBuffer());
    CompletableFuture.delayedExecutor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(() -> dropIfWaiting(connection));
  }

  private static void dropIfWaiting(IoSession connection) {
    if (connection.getAttribute(WAITING) != null) {
      connection.close(true);
    }
  }

  @Override
  public void messageReceived(IoSession connection, Readable message) throws Exception {
    if (connection.getAttribute(WAITING) instanceof ByteArrayBuffer waiting) {
      waiting.putBuffer(message);
      begin(connection, waiting);
    } else if (!connection.isClosing()) {
      ssh.messageReceived(connection, message);
    }
  }

  private void begin(IoSession connection, ByteArrayBuffer waiting) throws Exception {
    Optional<ProxyHeader> header;
    try {
      header = ProxyHeader.read(waiting.getCompactData());
    } catch (ProxyHeader.Malformed e) {
      connection.close(true);
      return;
    }
    if (header.isEmpty()) {
      return;
    }
    header.get().source().ifPresent(source -> connection.setAttribute(SOURCE, source));
    connection.removeAttribute(WAITING);
    ssh.sessionCreated(connection);
    waiting.rpos(waiting.rpos() + header.get().length());
    if (waiting.available() > 0 && !connection.isClosing()) {
      ssh.messageReceived(connection, waiting);
    }
  }

  @Override
  public void sessionClosed(IoSession connection) throws Exception {
    if (isPassedOn(connection)) {
      ssh.sessionClosed(connection);
    }
  }

  @Override
  public void exceptionCaught(IoSession connection, Throwable cause) throws Exception {
    if (isPassedOn(connection)) {
      ssh.exceptionCaught(connection, cause);
    } else {
      connection.close(true);
    }
  }

  /** Whether SSH knows of it. */
  private static boolean isPassedOn(IoSession connection) {
    return AbstractSession.getSession(connection, true) != null;
  }
}
