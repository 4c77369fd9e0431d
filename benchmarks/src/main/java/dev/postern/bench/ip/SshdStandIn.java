package dev.postern.bench.ip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands for a container's sshd: sends one byte, reads to the end, and closes. */
final class SshdStandIn implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final int CHUNK = 1 << 16;

  private final ServerSocket server;
  private final byte greeting;

  SshdStandIn(char greeting) {
    this.greeting = (byte) greeting;
    try {
      server = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0; i < 64; i++) {
      Thread thread = new Thread(this::accept, "sshd-stand-in");
      thread.setDaemon(true);
      thread.start();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    byte[] buffer = new byte[CHUNK];
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write(greeting);
        while (client.getInputStream().read(buffer) >= 0) {
          // Only that it arrived counts.
        }
        client.getOutputStream().write(greeting);
      } catch (IOException gone) {
        // The client was quicker, which is its right.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
