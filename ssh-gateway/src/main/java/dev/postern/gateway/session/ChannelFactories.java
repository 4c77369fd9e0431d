package dev.postern.gateway.session;

import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import dev.postern.gateway.login.Destination;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;

/** The channels that clients open: sessions and forwarded connections. */
public final class ChannelFactories {

  private ChannelFactories() {}

  /** One factory per type of channel; any other type is refused as unknown. */
  public static List<ChannelFactory> all() {
    return List.of(
        new Factory("session"),
        new Factory("direct-tcpip"),
        new Factory("direct-streamlocal@openssh.com"));
  }

  private record Factory(String name) implements ChannelFactory {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public Channel createChannel(Session session) {
      ClientConnection client = session.getAttribute(ClientConnection.ATTRIBUTE);
      return RelayChannel.incoming(
          name, client == null ? ChannelFactories::tooEarly : opening(client));
    }

    private RelayChannel.Opening opening(ClientConnection client) {
      return client.counted(
          name.equals("session") ? (channel, data) -> session(client) : new ForwardOpening(client));
    }
  }

  private static CompletableFuture<Receiver> session(ClientConnection client) {
    return client.opensSessions()
        ? CompletableFuture.completedFuture(receiver(client))
        : refused("Postern: this client said that it opens no more sessions.");
  }

  private static CompletableFuture<Receiver> tooEarly(RelayChannel channel, byte[] data) {
    return refused("too early");
  }

  private static CompletableFuture<Receiver> refused(String sentence) {
    return CompletableFuture.failedFuture(
        new RelayChannel.OpenFailure(SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, sentence));
  }

  private static Receiver receiver(ClientConnection client) {
    Destination destination = client.destination();
    if (destination instanceof Destination.Denied) {
      return new RejectedSession(((Destination.Denied) destination).refusal().sentence());
    }
    return client
        .direct()
        .<Receiver>map(session -> new DirectSession(client, session))
        .orElseGet(() -> new MenuSession(client));
  }
}
