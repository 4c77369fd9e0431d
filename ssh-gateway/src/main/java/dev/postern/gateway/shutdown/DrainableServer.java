package dev.postern.gateway.shutdown;

import java.util.function.UnaryOperator;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/** A server that can stop accepting while its connections go on. */
public final class DrainableServer extends SshServer {

  private UnaryOperator<IoHandler> front = UnaryOperator.identity();

  /** With the library's defaults; it does not listen yet. */
  public static DrainableServer create() {
    return (DrainableServer) ServerBuilder.builder().factory(DrainableServer::new).build(true);
  }

  /** Puts something in front of the SSH of each connection; to be called before the start. */
  public void front(UnaryOperator<IoHandler> before) {
    front = before;
  }

  @Override
  protected IoAcceptor createAcceptor() {
    return getIoServiceFactory().createAcceptor(front.apply(getSessionFactory()));
  }

  void stopAccepting() {
    acceptor.unbind();
  }
}
