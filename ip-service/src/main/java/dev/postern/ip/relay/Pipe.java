package dev.postern.ip.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;

/**
 * One direction of a connection: what this channel reads, the peer writes.
 *
 * <p>The next read is asked for when the last one was written, so a slow reader stops the sender
 * (back-pressure) and no more than one read is held. The end of the input becomes the end of the
 * peer's output (half-close), and the connection is over when both directions are.
 */
final class Pipe extends ChannelInboundHandlerAdapter {

  private final Channel peer;
  private boolean ended;

  Pipe(Channel peer) {
    this.peer = peer;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    peer.writeAndFlush(read)
        .addListener(
            (ChannelFuture written) -> {
              if (written.isSuccess()) {
                context.read();
              } else {
                closeBoth(context);
              }
            });
  }

  /** Comes after every read was written: only then is the next, which finds the end, asked for. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !ended) {
      ended = true;
      endOutput(context);
    }
  }

  private void endOutput(ChannelHandlerContext context) {
    if (((DuplexChannel) context.channel()).isOutputShutdown()) {
      closeBoth(context);
      return;
    }
    ((DuplexChannel) peer)
        .shutdownOutput()
        .addListener(
            ended -> {
              if (!ended.isSuccess() || ((DuplexChannel) peer).isInputShutdown()) {
                closeBoth(context);
              }
            });
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    peer.close();
  }

  /** Mostly a reset by one side: the other is told by the close. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    closeBoth(context);
  }

  private void closeBoth(ChannelHandlerContext context) {
    context.close();
    peer.close();
  }
}
