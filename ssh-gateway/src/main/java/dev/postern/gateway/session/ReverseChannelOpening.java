package dev.postern.gateway.session;

import dev.postern.gateway.channel.Bridge;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.common.session.ConnectionService;

/** Channels that the container opens towards its one client: agent and remote forwarding. */
final class ReverseChannelOpening implements RelayChannel.Opening {

  private final ClientConnection client;
  private final ContainerSession session;

  ReverseChannelOpening(ClientConnection client, ContainerSession session) {
    this.client = client;
    this.session = session;
  }

  @Override
  public CompletableFuture<Receiver> open(RelayChannel fromContainer, byte[] data) {
    RelayChannel toClient =
        RelayChannel.outgoing(
            fromContainer.type(), Bridge.intoContainer(fromContainer, session.fromClient()));
    try {
      client.session().getService(ConnectionService.class).registerChannel(toClient);
      return toClient
          .requestOpen(data)
          .thenApply(channel -> Bridge.toClient(channel, session.toClient()));
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
