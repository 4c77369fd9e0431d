package dev.postern.local.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Whether a PostgreSQL server answers: asked for TLS ({@code SSLRequest} of its protocol), it says
 * yes or no. That needs no password and leaves nothing in its log. A port that takes a connection
 * is not enough: the kernel does that for a server that is stopped.
 */
public record PostgresProbe(int port, Duration within) {

  private static final byte[] SSL_REQUEST =
      ByteBuffer.allocate(8).putInt(8).putInt(80_877_103).array();

  public boolean answers() {
    try (Socket socket = new Socket()) {
      int millis = (int) within.toMillis();
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(SSL_REQUEST);
      int answer = socket.getInputStream().read();
      return answer == 'N' || answer == 'S';
    } catch (IOException e) {
      return false;
    }
  }
}
