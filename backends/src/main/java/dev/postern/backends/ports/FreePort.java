package dev.postern.backends.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Looks up a free port for a server that cannot take port 0: KRaft's voters know one another's
 * ports beforehand, and PostgreSQL gets its own on the command line.
 */
public final class FreePort {

  /** Below the range from which the system gives out ports, so that it does not give out these. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;

  private static final int TRIES = 100;
  private static final Random RANDOM = new SecureRandom();

  private FreePort() {}

  /**
   * A port of loopback that was free a moment ago.
   *
   * @throws IllegalStateException when none was found
   */
  public static int next() {
    for (int i = 0; i < TRIES; i++) {
      int port = FIRST + RANDOM.nextInt(LAST - FIRST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port between " + FIRST + " and " + LAST);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort() == port;
    } catch (IOException e) {
      return false;
    }
  }
}
