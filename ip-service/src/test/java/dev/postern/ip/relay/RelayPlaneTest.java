package dev.postern.ip.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.ip.EchoServer;
import dev.postern.ip.plane.Binding;
import dev.postern.ip.plane.PlaneException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RelayPlaneTest {

  private static final String ADDRESS = "127.214.9.5";
  private static final int PORT = 24_023;
  private static final int LIMIT = 8;
  private static final Duration SOON = Duration.ofSeconds(10);
  // The common pool has one thread on two cores: its tasks would run one after another.
  private static final Executor THREADS = task -> new Thread(task).start();

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RelayPlane plane = new RelayPlane(new Limits(), vertx, meters);
  private final List<AutoCloseable> toClose = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : toClose) {
      closeable.close();
    }
    plane.close();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @ParameterizedTest
  @ValueSource(strings = {ADDRESS, "::1"})
  void tenMegabytesArriveUnchangedBothWays(String address) throws Exception {
    // Given
    attach(address, "c1", echo("hello").port());
    byte[] sent = new byte[10 * 1024 * 1024];
    new Random(1).nextBytes(sent);

    // When
    try (Socket socket = new Socket(address, PORT)) {
      assertThat(socket.getInputStream().readNBytes(6)).isEqualTo(ascii("hello\n"));
      CompletableFuture<Void> writing = writeAndEnd(socket, sent);
      byte[] received = socket.getInputStream().readAllBytes();

      // Then
      writing.join();
      assertThat(Arrays.equals(received, sent)).isTrue();
    }
    await().atMost(SOON).until(() -> connections() == 0);
  }

  @Test
  void theEndOfOneDirectionLeavesTheOtherOpen() throws Exception {
    // Given
    ServerSocket sshd = listen();
    attach(ADDRESS, "c1", sshd.getLocalPort());

    try (Socket client = new Socket(ADDRESS, PORT);
        Socket server = sshd.accept()) {
      // When
      client.getOutputStream().write(ascii("question"));
      client.shutdownOutput();
      assertThat(server.getInputStream().readAllBytes()).isEqualTo(ascii("question"));
      server.getOutputStream().write(ascii("answer"));
      server.shutdownOutput();

      // Then
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(ascii("answer"));
    }
  }

  @Test
  void sshdMayEndFirst() throws Exception {
    // Given
    ServerSocket sshd = listen();
    attach(ADDRESS, "c1", sshd.getLocalPort());

    try (Socket client = new Socket(ADDRESS, PORT);
        Socket server = sshd.accept()) {
      // When
      server.getOutputStream().write(ascii("bye"));
      server.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(ascii("bye"));
      client.getOutputStream().write(ascii("still here"));
      client.shutdownOutput();

      // Then
      assertThat(server.getInputStream().readAllBytes()).isEqualTo(ascii("still here"));
    }
  }

  @Test
  void aBufferMayBeSmallerThanWhatAReadBeginsWith() throws Exception {
    // Given
    var small =
        new RelayPlane(
            new Limits() {
              @Override
              public int bufferBytes() {
                return 512;
              }
            },
            vertx,
            meters);
    toClose.add(small::close);
    var binding = new Binding(ADDRESS, "c1", "127.0.0.1", echo("hello").port());
    small.attach(binding).await().atMost(SOON);

    // When, then
    try (Socket client = new Socket(ADDRESS, PORT)) {
      assertThat(client.getInputStream().readNBytes(6)).isEqualTo(ascii("hello\n"));
    }
  }

  @Test
  void aSlowReaderStopsTheSender() throws Exception {
    // Given
    ServerSocket sshd = listen();
    attach(ADDRESS, "c1", sshd.getLocalPort());
    AtomicLong written = new AtomicLong();

    try (Socket client = new Socket(ADDRESS, PORT);
        Socket server = sshd.accept()) {
      // When
      CompletableFuture<Void> writing = writeForEver(server, written);
      AtomicLong last = new AtomicLong();
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(300))
          .until(() -> written.get() > 0 && last.getAndSet(written.get()) == written.get());

      // Then
      assertThat(written.get()).isLessThan(64L * 1024 * 1024);
      long before = written.get();
      drain(client.getInputStream(), before);
      await().atMost(SOON).until(() -> written.get() > before);
      assertThat(writing).isNotDone();
    }
  }

  @Test
  void aClientIsLetGoAtOnceWhereSshdIsDown() throws Exception {
    // Given
    ServerSocket sshd = listen();
    int port = sshd.getLocalPort();
    sshd.close();
    attach(ADDRESS, "c1", port);

    // When
    try (Socket client = new Socket(ADDRESS, PORT)) {

      // Then
      assertThat(isClosed(client)).isTrue();
    }
    assertThat(meters.counter("postern.relay.refused", "reason", "sshd-down").count()).isEqualTo(1);
    await().atMost(SOON).until(() -> connections() == 0);
  }

  @Test
  void aDetachedAddressRefusesAndItsConnectionsAreClosed() throws Exception {
    // Given
    attach(ADDRESS, "c1", echo("hello").port());
    try (Socket client = new Socket(ADDRESS, PORT)) {
      assertThat(client.getInputStream().readNBytes(6)).isEqualTo(ascii("hello\n"));

      // When
      plane.detach(ADDRESS).await().atMost(SOON);

      // Then
      assertThat(isClosed(client)).isTrue();
    }
    assertThatThrownBy(() -> new Socket(ADDRESS, PORT)).isInstanceOf(ConnectException.class);
    assertThat(plane.observe()).isEmpty();
  }

  @Test
  void anAddressOfAnotherContainerKeepsNoConnectionOfTheFirst() throws Exception {
    // Given
    attach(ADDRESS, "c1", echo("first").port());
    try (Socket client = new Socket(ADDRESS, PORT)) {
      assertThat(client.getInputStream().readNBytes(6)).isEqualTo(ascii("first\n"));

      // When
      attach(ADDRESS, "c2", echo("second").port());

      // Then
      assertThat(isClosed(client)).isTrue();
    }
    try (Socket client = new Socket(ADDRESS, PORT)) {
      assertThat(client.getInputStream().readNBytes(7)).isEqualTo(ascii("second\n"));
    }
  }

  @Test
  void oneConnectionMoreThanTheLimitIsClosedAndTheOthersStay() throws Exception {
    // Given
    attach(ADDRESS, "c1", echo("hello").port());
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < LIMIT; i++) {
      Socket client = new Socket(ADDRESS, PORT);
      toClose.add(client);
      open.add(client);
      assertThat(client.getInputStream().readNBytes(6)).isEqualTo(ascii("hello\n"));
    }

    // When
    try (Socket tooMany = new Socket(ADDRESS, PORT)) {

      // Then
      assertThat(isClosed(tooMany)).isTrue();
    }
    open.get(0).getOutputStream().write(ascii("x"));
    assertThat(open.get(0).getInputStream().readNBytes(1)).isEqualTo(ascii("x"));
  }

  @Test
  void whatSomethingElseHoldsIsNotFoughtOver() throws Exception {
    // Given
    ServerSocket holder = new ServerSocket(PORT, 1, InetAddress.getByName(ADDRESS));
    toClose.add(holder);

    // When, then
    assertThatThrownBy(() -> attach(ADDRESS, "c1", 1))
        .isInstanceOfSatisfying(
            PlaneException.class,
            e -> assertThat(e.reason()).isEqualTo(PlaneException.Reason.ADDRESS_IN_USE));
    assertThat(plane.observe()).isEmpty();
  }

  @Test
  void anAddressThatTheHostDoesNotHaveIsSaid() {
    assertThatThrownBy(() -> attach("203.0.113.10", "c1", 1))
        .isInstanceOfSatisfying(
            PlaneException.class,
            e -> assertThat(e.reason()).isEqualTo(PlaneException.Reason.ADDRESS_NOT_LOCAL));
  }

  private void attach(String address, String container, int sshdPort) {
    plane.attach(new Binding(address, container, "127.0.0.1", sshdPort)).await().atMost(SOON);
  }

  private EchoServer echo(String name) {
    EchoServer server = new EchoServer(name);
    toClose.add(server);
    return server;
  }

  private ServerSocket listen() throws IOException {
    ServerSocket server = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
    toClose.add(server);
    return server;
  }

  private double connections() {
    return meters.get("postern.relay.connections").gauge().value();
  }

  private static CompletableFuture<Void> writeAndEnd(Socket socket, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        THREADS);
  }

  private static CompletableFuture<Void> writeForEver(Socket socket, AtomicLong written) {
    return CompletableFuture.runAsync(
        () -> {
          byte[] block = new byte[64 * 1024];
          try {
            while (!socket.isClosed()) {
              socket.getOutputStream().write(block);
              written.addAndGet(block.length);
            }
          } catch (IOException closed) {
            // The test is over.
          }
        },
        THREADS);
  }

  private static void drain(InputStream in, long bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static class Limits implements RelayConfig {
    @Override
    public OptionalInt port() {
      return OptionalInt.of(PORT);
    }

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(2);
    }

    @Override
    public int maxConnections() {
      return 100;
    }

    @Override
    public int maxConnectionsPerAddress() {
      return LIMIT;
    }

    @Override
    public int bufferBytes() {
      return 65_536;
    }
  }
}
