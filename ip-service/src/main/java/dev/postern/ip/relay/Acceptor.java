package dev.postern.ip.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jboss.logging.Logger;

/**
 * First handler of an accepted connection: connects it to the container's sshd, on the same event
 * loop, and hands over to two {@link Pipe}s. Reads nothing before; closes where sshd is down.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = Logger.getLogger(Acceptor.class);

  private final RelayListener listener;
  private final ConnectionLimit connectionLimit;
  private final RelayConfig config;

  Acceptor(RelayListener listener, ConnectionLimit connectionLimit, RelayConfig config) {
    this.listener = listener;
    this.connectionLimit = connectionLimit;
    this.config = config;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    Channel client = context.channel();
    if (!connectionLimit.tryOpen()) {
      refuse(client);
      return;
    }
    client.closeFuture().addListener(closed -> connectionLimit.closed());
    if (!listener.admit(client)) {
      refuse(client);
      return;
    }
    connect(client);
  }

  private void refuse(Channel client) {
    connectionLimit.refusedOverLimit();
    client.close();
  }

  private void connect(Channel client) {
    ChannelFuture connecting =
        new Bootstrap()
            .group(client.eventLoop())
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) config.connectTimeout().toMillis())
            .handler(new RelayListener.PlainSocket(config.bufferBytes()))
            .connect(listener.target());
    client.closeFuture().addListener(closed -> connecting.channel().close());
    connecting.addListener(
        (ChannelFuture connected) -> {
          if (connected.isSuccess()) {
            join((SocketChannel) client, (SocketChannel) connected.channel());
          } else {
            sshdDown(client);
          }
        });
  }

  private void join(SocketChannel client, SocketChannel sshd) {
    client.pipeline().replace(this, "pipe", new Pipe(sshd));
    sshd.pipeline().addLast("pipe", new Pipe(client));
    client.read();
    sshd.read();
  }

  private void sshdDown(Channel client) {
    connectionLimit.refusedSshdDown();
    LOG.debugf("The container's sshd is down container=%s", listener.container());
    client.close();
  }

  /** The client went before sshd answered. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
