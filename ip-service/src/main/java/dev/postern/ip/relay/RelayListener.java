package dev.postern.ip.relay;

import dev.postern.ip.plane.Binding;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.smallrye.mutiny.Uni;
import java.net.InetSocketAddress;

/** Listens on one public address and knows its connections. */
final class RelayListener {

  private static final int BACKLOG = 128;

  private final RelayConfig config;
  private final int port;

  /**
   * Closed for good with the listener: a connection that is accepted in that moment is closed too.
   */
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  private volatile Binding binding;
  private volatile Channel server;

  RelayListener(Binding binding, RelayConfig config, int port) {
    this.port = port;
    this.binding = binding;
    this.config = config;
  }

  /** Completes when the address accepts connections; fails with the socket's error. */
  Uni<Void> listen(EventLoopGroup loops, ConnectionLimit connectionLimit) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel client) {
                    client
                        .pipeline()
                        .addLast(new PlainSocket(config.bufferBytes()))
                        .addLast(new Acceptor(RelayListener.this, connectionLimit, config));
                  }
                });
    return completion(bootstrap.bind(binding.address(), port))
        .invoke(channel -> server = channel)
        .replaceWithVoid();
  }

  /**
   * Forwards new connections as {@code next} says; those of another container are closed, since
   * they are no longer this address's.
   */
  void forwardTo(Binding next) {
    boolean sameContainer = next.container().equals(binding.container());
    binding = next;
    if (!sameContainer) {
      clients.forEach(Channel::close);
    }
  }

  /**
   * @return whether the address has room for one more connection
   */
  boolean admit(Channel client) {
    return clients.size() < config.maxConnectionsPerAddress() && clients.add(client);
  }

  InetSocketAddress target() {
    return new InetSocketAddress(binding.sshdHost(), binding.sshdPort());
  }

  String container() {
    return binding.container();
  }

  /** Completes when nothing listens any longer and every connection is being closed. */
  Uni<Void> close() {
    return completion(server.close()).invoke(closed -> clients.close()).replaceWithVoid();
  }

  private static Uni<Channel> completion(ChannelFuture future) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                future.addListener(
                    (ChannelFuture done) -> {
                      if (done.isSuccess()) {
                        emitter.complete(done.channel());
                      } else {
                        emitter.fail(done.cause());
                      }
                    }));
  }

  /**
   * The options of both sockets of a connection. A read begins small, for most connections say
   * little, and grows with what comes.
   */
  static final class PlainSocket extends ChannelInitializer<SocketChannel> {

    private static final int SMALL = 2_048;
    private static final int PAGE = 8_192;
    private static final int CHUNK_ORDER = 7;

    /** Its chunks are of 1 MiB. Those of Quarkus are of 64 KiB: a buffer that large is cleared. */
    private static final ByteBufAllocator BUFFERS =
        new PooledByteBufAllocator(
            true, 0, PooledByteBufAllocator.defaultNumDirectArena(), PAGE, CHUNK_ORDER);

    private final int bufferBytes;

    PlainSocket(int bufferBytes) {
      this.bufferBytes = bufferBytes;
    }

    @Override
    protected void initChannel(SocketChannel socket) {
      SocketChannelConfig options = socket.config();
      int small = Math.min(SMALL, bufferBytes);
      options.setAutoRead(false);
      options.setAllowHalfClosure(true);
      options.setTcpNoDelay(true);
      options.setKeepAlive(true);
      options.setAllocator(BUFFERS);
      options.setRecvByteBufAllocator(
          new AdaptiveRecvByteBufAllocator(small, small, bufferBytes).maxMessagesPerRead(1));
    }
  }
}
