package dev.postern.gateway.webterminal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Drops answers to pings of a client that does not read. They would wait in memory, one for each
 * ping; RFC 6455 section 5.5.3 asks for no more than the answer to the latest.
 */
final class UnreadPongs extends ChannelOutboundHandlerAdapter {

  /** The name under which Vert.x has its own end of the pipeline. */
  private static final String VERTX = "handler";

  /** To be called on the connection's own thread. */
  static void dropOn(HttpServerRequest request) {
    if (request.connection() instanceof ConnectionBase connection) {
      connection.channelHandlerContext().pipeline().addBefore(VERTX, null, new UnreadPongs());
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof PongWebSocketFrame pong && !context.channel().isWritable()) {
      pong.release();
      promise.setSuccess();
    } else {
      context.write(message, promise);
    }
  }
}
