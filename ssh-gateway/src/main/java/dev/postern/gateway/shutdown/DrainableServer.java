package dev.postern.gateway.shutdown;

import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/** A server that can stop accepting while its connections go on. */
public final class DrainableServer extends SshServer {

  /** With the library's defaults; it does not listen yet. */
  public static DrainableServer create() {
    return (DrainableServer) ServerBuilder.builder().factory(DrainableServer::new).build(true);
  }

  void stopAccepting() {
    acceptor.unbind();
  }
}
