package dev.postern.gateway.session;

import dev.postern.gateway.channel.Bridge;
import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.RelayChannel;

/**
 * What a container that was entered from the menu sends; its end is not the end of the client's
 * channel.
 */
final class MenuContainerReceiver implements Receiver {

  private final ContainerSession session;
  private final Bridge toClient;
  private final Runnable back;

  /**
   * @param back brings the menu back
   */
  MenuContainerReceiver(RelayChannel client, ContainerSession session, Runnable back) {
    this.session = session;
    this.toClient = Bridge.toClient(client, session.toClient());
    this.back = back;
  }

  @Override
  public void data(RelayChannel from, int extended, byte[] bytes, int offset, int length) {
    toClient.data(from, extended, bytes, offset, length);
  }

  @Override
  public void request(RelayChannel from, ChannelRequest request) {
    session.toClient().request(request);
    if (request.wantReply()) {
      from.reply(false);
    }
  }

  @Override
  public void reply(RelayChannel from, boolean success) {
    if (!success) {
      from.closeNow(); // No shell there.
    }
  }

  @Override
  public void closed(RelayChannel from) {
    back.run();
  }
}
