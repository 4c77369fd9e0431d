package dev.postern.gateway.server;

import java.io.IOException;
import java.nio.channels.AsynchronousSocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.Readable;

/**
 * Acknowledges at once what a client sends until it is logged in. OpenSSH's client switches Nagle's
 * algorithm (RFC 896) off only then: twice before, it holds a packet back until the one before is
 * acknowledged, which a kernel that expects an answer to carry that (RFC 1122, section 4.2.3.2)
 * puts off by 40 ms. Two such waits are longer than all the rest of a login. Where the system knows
 * no such option, nothing changes.
 */
final class QuickAckHandler implements IoHandler {

  private final IoHandler ssh;

  QuickAckHandler(IoHandler ssh) {
    this.ssh = ssh;
  }

  @Override
  public void sessionCreated(IoSession connection) throws Exception {
    ssh.sessionCreated(connection);
  }

  @Override
  public void messageReceived(IoSession connection, Readable message) throws Exception {
    ssh.messageReceived(connection, message);
    AbstractSession session = AbstractSession.getSession(connection, true);
    if (session != null && !session.isAuthenticated() && !connection.isClosing()) {
      acknowledge(((Nio2Session) connection).getSocket());
    }
  }

  /** The kernel takes the option back by itself, so it is set after every message. */
  private static void acknowledge(AsynchronousSocketChannel socket) {
    try {
      if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
        socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
      }
    } catch (IOException closed) {
      // A client that is gone waits for no acknowledgement.
    }
  }

  @Override
  public void sessionClosed(IoSession connection) throws Exception {
    ssh.sessionClosed(connection);
  }

  @Override
  public void exceptionCaught(IoSession connection, Throwable cause) throws Exception {
    ssh.exceptionCaught(connection, cause);
  }
}
