package dev.postern.credential.access.ssh;

import dev.postern.credential.access.AccessSettings;
import dev.postern.credential.access.Greeting;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.AttributeRepository;

/** Connects as anybody could: TCP, banner, key exchange, host key; no login. Blocks. */
final class Greeter {

  /** RFC 4253, section 4.2: lines may come before the banner; nobody sends more than a few. */
  private static final int MOST_LINES = 20;

  private static final int LONGEST_LINE = 1024;

  private final SshClient client;
  private final AccessSettings settings;

  Greeter(SshClient client, AccessSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  Greeting greet(String host, int port, List<String> hostKeys) {
    Greeting banner = banner(host, port);
    return banner == Greeting.OK ? keyExchange(host, port, hostKeys) : banner;
  }

  private Greeting banner(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) settings.connectTimeout().toMillis());
      socket.setSoTimeout((int) settings.authTimeout().toMillis());
      return sendsBanner(socket.getInputStream()) ? Greeting.OK : Greeting.NO_BANNER;
    } catch (ConnectException e) {
      return Greeting.REFUSED;
    } catch (IOException e) {
      return Greeting.SILENT;
    }
  }

  private static boolean sendsBanner(InputStream in) {
    try {
      for (int line = 0; line < MOST_LINES; line++) {
        if (readLine(in).startsWith("SSH-2.0-")) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static String readLine(InputStream in) throws IOException {
    byte[] line = new byte[LONGEST_LINE];
    int length = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || length == LONGEST_LINE) {
        throw new IOException("no line of text");
      }
      line[length++] = (byte) next;
    }
    return new String(line, 0, length, StandardCharsets.US_ASCII);
  }

  private Greeting keyExchange(String host, int port, List<String> hostKeys) {
    AtomicBoolean refused = new AtomicBoolean();
    boolean done = exchangesKeys(host, port, HostKeys.pinned(hostKeys, refused));
    if (refused.get()) {
      return Greeting.OTHER_HOST_KEY;
    }
    return done ? Greeting.OK : Greeting.NO_KEY_EXCHANGE;
  }

  private boolean exchangesKeys(String host, int port, AttributeRepository context) {
    try (ClientSession session =
        client
            .connect("root", host, port, context)
            .verify(settings.connectTimeout())
            .getSession()) {
      return session
          .waitFor(
              EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED),
              settings.authTimeout())
          .contains(ClientSessionEvent.WAIT_AUTH);
    } catch (IOException e) {
      return false;
    }
  }
}
