package dev.postern.gateway.channel;

import java.io.IOException;
import org.apache.sshd.client.session.AbstractClientSession;
import org.apache.sshd.client.session.ClientConnectionService;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.ServiceFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.UnknownChannelReferenceHandler;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.session.AbstractServerSession;
import org.apache.sshd.server.session.ServerConnectionService;
import org.apache.sshd.server.session.ServerConnectionServiceFactory;

/**
 * The library's connection protocol (RFC 4254), where what happens to one channel stays that
 * channel's. The library's own services expect that only its client channels are ever refused, and
 * end the connection, with every other channel on it, when a {@link RelayChannel} is.
 */
public final class ConnectionProtocol {

  /**
   * For a message about a channel that is over. The numbers are never used again, so nothing can be
   * mistaken for it.
   */
  public static final UnknownChannelReferenceHandler LATE_MESSAGES =
      (ConnectionService service, byte command, long channel, Buffer message) -> null;

  private ConnectionProtocol() {}

  /** For connections of clients to us. */
  public static ServiceFactory withClients() {
    return new ServerConnectionServiceFactory() {
      @Override
      public Service create(Session session) throws IOException {
        return new WithClient((AbstractServerSession) session);
      }
    };
  }

  /** For our connections to containers. */
  public static ServiceFactory withContainers() {
    return new ClientConnectionServiceFactory() {
      @Override
      public Service create(Session session) throws IOException {
        return new WithContainer((AbstractClientSession) session);
      }
    };
  }

  private static void refused(Channel channel, Buffer message) throws IOException {
    if (channel instanceof RelayChannel) {
      ((RelayChannel) channel).handleOpenFailure(message);
    }
  }

  private static final class WithClient extends ServerConnectionService {

    WithClient(AbstractServerSession session) throws IOException {
      super(session);
    }

    @Override
    public void channelOpenFailure(Buffer message) throws IOException {
      refused(getChannel(SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE, message), message);
    }
  }

  private static final class WithContainer extends ClientConnectionService {

    WithContainer(AbstractClientSession session) throws IOException {
      super(session);
    }

    @Override
    public void channelOpenFailure(Buffer message) throws IOException {
      refused(getChannel(SshConstants.SSH_MSG_CHANNEL_OPEN_FAILURE, message), message);
    }
  }
}
