package dev.postern.credential.access.ssh;

import dev.postern.credential.access.AccessConfig;
import dev.postern.credential.access.AccessException;
import dev.postern.credential.access.ProbeResult;
import dev.postern.credential.access.ProbeResult.Stage;
import dev.postern.problem.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;

/** Connects as anyone could: TCP, banner, key exchange, host key; no login. Blocks. */
final class SshProbe {

  /** RFC 4253, section 4.2: a server may send lines before the banner; real ones send few. */
  private static final int MOST_LINES = 20;

  private static final int LONGEST_LINE = 1024;

  /**
   * What OpenSSH says instead of a banner when too many clients connect (MaxStartups, penalties).
   */
  private static final Pattern FULL =
      Pattern.compile("Exceeded MaxStartups|Not allowed at this time");

  private final SshClient client;
  private final AccessConfig config;

  SshProbe(SshClient client, AccessConfig config) {
    this.client = client;
    this.config = config;
  }

  ProbeResult probe(String host, int port, List<String> hostKeys) {
    ProbeResult banner = banner(host, port);
    return banner.isOk() ? keyExchange(host, port, hostKeys) : banner;
  }

  private ProbeResult banner(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) config.connectTimeout().toMillis());
      socket.setSoTimeout((int) config.authTimeout().toMillis());
      return banner(socket.getInputStream());
    } catch (SocketTimeoutException e) {
      return ProbeResult.late(Stage.SILENT);
    } catch (ConnectException e) {
      return ProbeResult.of(Stage.REFUSED);
    } catch (IOException e) {
      return ProbeResult.of(Stage.SILENT, quoted(String.valueOf(e.getMessage())));
    }
  }

  private static ProbeResult banner(InputStream in) {
    StringBuilder lines = new StringBuilder();
    try {
      for (int count = 0; count < MOST_LINES; count++) {
        String line = readLine(in);
        if (line.startsWith("SSH-2.0-")) {
          return ProbeResult.of(Stage.OK);
        }
        lines.append(line).append('\n');
      }
    } catch (SocketTimeoutException e) {
      return ProbeResult.late(Stage.NO_BANNER);
    } catch (IOException e) {
      // The lines before say why.
    }
    Stage stage = FULL.matcher(lines).find() ? Stage.BUSY : Stage.NO_BANNER;
    return new ProbeResult(stage, stage == Stage.BUSY, quoted(lines.toString()), Set.of());
  }

  private static String quoted(String text) {
    return Printable.ascii(text, AccessException.QUOTED);
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

  private ProbeResult keyExchange(String host, int port, List<String> hostKeys) {
    AtomicBoolean refused = new AtomicBoolean();
    try {
      ConnectFuture connection =
          client.connect("root", host, port, HostKeys.pinned(hostKeys, refused));
      if (!connection.await(config.connectTimeout())) {
        connection.cancel();
        return ProbeResult.late(Stage.NO_KEY_EXCHANGE);
      }
      return keyExchange(connection, refused);
    } catch (IOException e) {
      // A server may hang up before its connection is a session.
      return ProbeResult.of(refused.get() ? Stage.OTHER_HOST_KEY : Stage.NO_KEY_EXCHANGE);
    }
  }

  private ProbeResult keyExchange(ConnectFuture connection, AtomicBoolean refused)
      throws IOException {
    try (ClientSession session = connection.verify().getSession()) {
      Set<ClientSessionEvent> events =
          session.waitFor(
              EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED),
              config.authTimeout());
      if (refused.get()) {
        return ProbeResult.of(Stage.OTHER_HOST_KEY);
      }
      return events.contains(ClientSessionEvent.WAIT_AUTH)
          ? new ProbeResult(Stage.OK, false, "", methods(session))
          : broken(session, events);
    }
  }

  private static ProbeResult broken(ClientSession session, Set<ClientSessionEvent> events) {
    if (events.contains(ClientSessionEvent.TIMEOUT)) {
      return ProbeResult.late(Stage.NO_KEY_EXCHANGE);
    }
    return Negotiation.failed(session)
        .map(failure -> ProbeResult.of(Stage.NO_COMMON_ALGORITHM, failure))
        .orElseGet(() -> ProbeResult.of(Stage.NO_KEY_EXCHANGE));
  }

  /** Asks which login methods sshd offers, and tries none. */
  private Set<String> methods(ClientSession session) {
    Set<String> offered = LoginMethods.trying(session, Set.of());
    try {
      session.auth().await(config.authTimeout());
    } catch (IOException e) {
      // It ended without a login, as intended.
    }
    return Set.copyOf(offered);
  }
}
