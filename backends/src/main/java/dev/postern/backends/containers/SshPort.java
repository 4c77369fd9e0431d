package dev.postern.backends.containers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.postern.backends.processes.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Where a container's SSH server listens. */
record SshPort(String host, int port) {

  private static final int ATTEMPT_MILLIS = 2_000;

  /** A container that takes another's port would let its owner log in somewhere else. */
  void expectFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException taken) {
      throw new ContainerException(
          "Port " + port + " of " + host + " is taken by another program.", taken);
    }
  }

  /** Waits for the identification string of RFC 4253, section 4.2, while the process lives. */
  boolean awaitGreeting(ProcessIdentity process, Duration limit) {
    boolean[] greeted = {false};
    Polling.until(
        limit,
        () -> {
          greeted[0] = greets();
          return greeted[0] || !process.isAlive();
        });
    return greeted[0];
  }

  private boolean greets() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), ATTEMPT_MILLIS);
      socket.setSoTimeout(ATTEMPT_MILLIS);
      return new String(socket.getInputStream().readNBytes(4), US_ASCII).equals("SSH-");
    } catch (IOException notYet) {
      return false;
    }
  }
}
