package dev.postern.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.postern.backends.containers.LocalContainer;
import dev.postern.events.containers.RuntimeStatus;
import dev.postern.events.state.ContainerState;
import dev.postern.gateway.server.GatewayServer;
import dev.postern.gateway.testing.GatewayWorld;
import dev.postern.gateway.testing.KeyFile;
import dev.postern.gateway.testing.Programs;
import dev.postern.gateway.testing.Scene;
import dev.postern.gateway.testing.Ssh;
import dev.postern.gateway.view.GatewayView;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Forwarding where it can be told who dials: the container's sshd is in a network namespace of its
 * own, whose loopback nobody outside can reach.
 */
@QuarkusTest
@WithTestResource(GatewayWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnNetworkTest {

  private static final int INSIDE = 8077;
  private static final int SSHD = 2223;

  /**
   * Listens in the host's network and serves each connection by an sshd in a namespace of its own,
   * as a container engine's port mapping does; beside it a web server in there.
   */
  private static final String ENTRANCE =
      """
      import ctypes, fcntl, os, socket, struct, sys
      host, port, inside = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
      door = socket.create_server((host, port))
      libc = ctypes.CDLL(None, use_errno=True)
      if libc.unshare(0x40000000) != 0:
          sys.exit('no network namespace: ' + os.strerror(ctypes.get_errno()))
      control = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      fcntl.ioctl(control, 0x8914, struct.pack('16sH14s', b'lo', 0x49, b''))
      print('ready', flush=True)
      if os.fork() == 0:
          os.chdir('/etc')
          os.execvp('python3', ['python3', '-m', 'http.server', '--bind', '127.0.0.1', str(inside)])
      while True:
          client, _ = door.accept()
          if os.fork() == 0:
              os.dup2(client.fileno(), 0)
              os.dup2(client.fileno(), 1)
              os.execv('/usr/sbin/sshd', ['/usr/sbin/sshd', '-i'])
          client.close()
      """;

  @Inject GatewayServer gateway;
  @Inject GatewayView view;

  private Scene scene;
  private Ssh ssh;
  private LocalContainer container;
  private Process entrance;

  @BeforeAll
  void world() throws Exception {
    scene = new Scene(gateway, view);
    KeyFile key = scene.key("net");
    container = scene.container("cnet1", "net", "outer");
    Ssh outer = scene.ssh(key, "outer-net");
    Assumptions.assumeTrue(
        outer.run("command -v python3").exit() == 0, "the container has no python3");
    Programs.Result probe = outer.run("unshare --net true");
    Assumptions.assumeTrue(
        probe.exit() == 0, () -> "no network namespace in a container: " + probe.err());
    outer.run("cat >/root/entrance.py", ENTRANCE.getBytes(UTF_8));
    entrance =
        start(
            outer,
            "exec python3 /root/entrance.py " + container.host() + " " + SSHD + " " + INSIDE);
    assertThat(entrance.getInputStream().readNBytes(5)).isEqualTo("ready".getBytes(UTF_8));
    scene.topics().put(inner());
    await().atMost(Duration.ofSeconds(20)).until(() -> view.container("cnet2").isPresent());
    ssh = scene.ssh(key, "inner-net");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ssh.run(fetch(INSIDE, "/hostname")).text().contains("cnet1"));
  }

  private ContainerState inner() {
    return new ContainerState(
        "cnet2",
        "net",
        "shop",
        "cp",
        "inner",
        RuntimeStatus.RUNNING,
        container.host(),
        SSHD,
        "root",
        container.hostKeyFingerprints(),
        List.of());
  }

  @AfterAll
  void end() {
    if (entrance != null) {
      entrance.destroyForcibly();
    }
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  void localForwardingIsDialledFromTheContainer() throws Exception {
    int port = freePort();
    Process forward = start(ssh, "sleep 60", "-L", port + ":127.0.0.1:" + INSIDE);
    try {
      awaitListening(port);
      assertThat(get(port)).contains("200 OK", "cnet1");
      assertThatThrownBy(() -> get(INSIDE))
          .as("the gateway's own loopback has no such port")
          .isInstanceOf(ConnectException.class);
    } finally {
      forward.destroyForcibly();
    }
  }

  @Test
  void dynamicForwardingIsDialledFromTheContainer() throws Exception {
    int port = freePort();
    Process forward = start(ssh, "sleep 60", "-D", "" + port);
    try {
      awaitListening(port);
      Proxy socks = new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", port));

      assertThat(get(socks, InetSocketAddress.createUnresolved("localhost", INSIDE)))
          .contains("200 OK", "cnet1");
    } finally {
      forward.destroyForcibly();
    }
  }

  @Test
  void remoteForwardingListensInTheContainerOnly() throws Exception {
    HttpServer here = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
    here.createContext(
        "/",
        exchange -> {
          byte[] answer = "from the client's side".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    here.start();
    int port = freePort();
    Process forward =
        start(ssh, "sleep 60", "-R", port + ":127.0.0.1:" + here.getAddress().getPort());
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(ssh.run(fetch(port, "/")).text()).contains("from the client's side"));
      assertThatThrownBy(() -> get(port))
          .as("neither gateway nor host listen")
          .isInstanceOf(ConnectException.class);
    } finally {
      forward.destroyForcibly();
      here.stop(0);
    }
  }

  private static String fetch(int port, String path) {
    return "python3 -c \"import urllib.request as r;"
        + "print(r.urlopen('http://127.0.0.1:%d%s',timeout=10).read().decode())\""
            .formatted(port, path);
  }

  private static String get(Proxy proxy, InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(proxy)) {
      socket.setSoTimeout(10_000);
      socket.connect(address, 10_000);
      socket.getOutputStream().write("GET /hostname HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static String get(int port) throws IOException {
    return get(Proxy.NO_PROXY, new InetSocketAddress("127.0.0.1", port));
  }

  /** The client listens a moment after it started. */
  private static void awaitListening(int port) {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreException(ConnectException.class)
        .until(() -> connects(port));
  }

  private static boolean connects(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process start(Ssh ssh, String command, String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("ssh", "-o", "ExitOnForwardFailure=yes"));
    words.addAll(List.of(options));
    words.addAll(ssh.options());
    words.addAll(List.of("-p", "" + ssh.port(), ssh.target(), command));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
