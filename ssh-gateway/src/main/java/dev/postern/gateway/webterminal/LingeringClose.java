package dev.postern.gateway.webterminal;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that the close frame arrives. A frame that breaks a rule, such as one that
 * is too long, is answered while its client still sends it; to close with something unread is a
 * reset (RFC 9293 section 3.10.4), which takes the answer from the client again. So only our half
 * is closed, and what comes is dropped until the client closes too or the time is over.
 */
final class LingeringClose extends ChannelDuplexHandler {

  private static final int SECONDS = 5;

  private boolean closing;

  /** To be called on the connection's own thread. */
  static void on(HttpServerRequest request) {
    if (request.connection() instanceof ConnectionBase connection) {
      connection.channelHandlerContext().pipeline().addFirst(new LingeringClose());
    }
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (!(context.channel() instanceof DuplexChannel channel)) {
      context.close(promise);
      return;
    }
    channel.closeFuture().addListener(closed -> promise.trySuccess());
    if (!closing) { // After an error Vert.x closes twice.
      closing = true;
      linger(context, channel);
    }
  }

  private static void linger(ChannelHandlerContext context, DuplexChannel channel) {
    channel.shutdownOutput();
    channel.config().setAutoRead(true);
    Future<?> deadline =
        context.executor().schedule(() -> context.close(), SECONDS, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> deadline.cancel(false));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closing) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }
}
