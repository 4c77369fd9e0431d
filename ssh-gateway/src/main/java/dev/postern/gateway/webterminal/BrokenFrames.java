package dev.postern.gateway.webterminal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Tells a client whose frame breaks a rule so, by a close code (RFC 6455 section 7.4.1); Vert.x by
 * itself closes the connection without one.
 */
final class BrokenFrames extends ChannelInboundHandlerAdapter {

  /** The name under which Vert.x has its own end of the pipeline. */
  private static final String VERTX = "handler";

  /** To be called on the connection's own thread. */
  static void tellOn(HttpServerRequest request) {
    if (request.connection() instanceof ConnectionBase connection) {
      connection.channelHandlerContext().pipeline().addBefore(VERTX, null, new BrokenFrames());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException broken) {
      tell(context, broken.closeStatus());
    } else {
      context.fireExceptionCaught(cause);
    }
  }

  private static void tell(ChannelHandlerContext context, WebSocketCloseStatus status) {
    String sentence =
        status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
            ? "Postern: a frame has at most 64 KiB."
            : "Postern: that is no frame of a WebSocket.";
    context
        .writeAndFlush(new CloseWebSocketFrame(status.code(), sentence))
        .addListener(told -> context.close());
  }
}
