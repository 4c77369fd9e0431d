package dev.postern.gateway.session;

import dev.postern.gateway.channel.Bridge;
import dev.postern.gateway.channel.ChannelRequest;
import dev.postern.gateway.channel.Receiver;
import dev.postern.gateway.channel.WireChannel;

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
  MenuContainerReceiver(WireChannel client, ContainerSession session, Runnable back) {
    this.session = session;
    this.toClient = Bridge.toClient(client, session.toClient());
    this.back = back;
  }

  @Override
  public void data(WireChannel from, int extended, byte[] bytes, int offset, int length) {
    toClient.data(from, extended, bytes, offset, length);
  }

  @Override
  public void request(WireChannel from, ChannelRequest request) {
    session.toClient().request(request);
    if (request.wantReply()) {
      from.reply(false);
    }
  }

  @Override
  public void reply(WireChannel from, boolean success) {
    if (!success) {
      from.closeNow(); // No shell there.
    }
  }

  @Override
  public void closed(WireChannel from) {
    back.run();
  }
}
