package dev.postern.bench.ip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** What clients do with an address behind which a {@link SshdStandIn} is. */
final class SocketLoad {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int MIB = 1 << 20;
  private static final int STREAMS = 4;
  private static final int MIB_PER_STREAM = 128;
  private static final int CONNECTORS = 16;
  private static final int CONNECTS = 3_000;
  private static final byte[] CHUNK = new byte[1 << 16];

  private final InetSocketAddress address;

  SocketLoad(String host, int port) {
    address = new InetSocketAddress(host, port);
  }

  /** MiB per second over four connections at once, from client to server. */
  double throughput() throws Exception {
    return MIB_PER_STREAM * ParallelCalls.rate(STREAMS, STREAMS, number -> stream());
  }

  private void stream() throws IOException {
    try (Socket socket = connect()) {
      socket.getInputStream().read();
      for (int sent = 0; sent < MIB_PER_STREAM * MIB; sent += CHUNK.length) {
        socket.getOutputStream().write(CHUNK);
      }
      socket.shutdownOutput();
      if (socket.getInputStream().read() < 0) {
        throw new IOException("the end did not arrive");
      }
    }
  }

  /** Connections per second that got the server's first byte, sixteen clients at once. */
  double connects() throws Exception {
    return ParallelCalls.rate(CONNECTORS, CONNECTS, number -> greeting());
  }

  /** The first byte of the server that answers there; -1 where none does. */
  int greeting() throws IOException {
    try (Socket socket = connect()) {
      int first = socket.getInputStream().read();
      // By reset: thousands of closed connections keep no port busy.
      socket.setSoLinger(true, 0);
      return first;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(address, TIMEOUT_MILLIS);
    return socket;
  }
}
