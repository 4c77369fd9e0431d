package dev.postern.dashboard.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.dashboard.services.GatewayAddresses;
import dev.postern.terminal.TerminalProtocol;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateways that answer what real ones do only at times, and a browser that is slow. */
class PipeTest {

  private static final String ATTACHED = "{\"type\":\"attached\"}";
  private static final TerminalRequest AGAIN =
      TerminalRequest.of(
              "c1",
              MultiMap.caseInsensitiveMultiMap()
                  .addAll(Map.of("columns", "80", "rows", "24", "session", "s", "offset", "0")))
          .orElseThrow();

  private static Vertx vertx;

  private final GatewayTerminals gateways =
      new GatewayTerminals(vertx, new GatewayAddresses(URI.create("http://localhost:1")));

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void theGatewayThatHasTheShellIsFound() throws Exception {
    SocketAddress without = gateway(socket -> socket.close((short) 4410, "gone"));
    SocketAddress with = gateway(socket -> socket.writeTextMessage(ATTACHED));

    Attached attached = await(gateways.attach(AGAIN, "token", List.of(without, with)));

    assertThat(attached.first().textData()).isEqualTo(ATTACHED);
  }

  @Test
  void aShellIsGoneOnlyWhereEveryGatewaySaysSo() throws Exception {
    SocketAddress without = gateway(socket -> socket.close((short) 4410, "gone"));
    SocketAddress down = SocketAddress.inetSocketAddress(1, "127.0.0.1");

    assertThat(reason(List.of(without, without)).code()).isEqualTo(4410);
    assertThat(reason(List.of(without, down))).isEqualTo(CloseReason.UNREACHABLE);
    assertThat(reason(List.of(down, without))).isEqualTo(CloseReason.UNREACHABLE);
  }

  @Test
  void whatAGatewaySaysOfTheShellIsNotAskedOfAnother() throws Exception {
    SocketAddress revoked = gateway(socket -> socket.close((short) 4403, "no longer shared"));
    SocketAddress never = gateway(socket -> socket.writeTextMessage(ATTACHED));

    assertThat(reason(List.of(revoked, never)))
        .isEqualTo(new CloseReason(4403, "no longer shared"));
  }

  @Test
  void aGatewayThatClosesBeforeAnybodyListensIsHeardAllTheSame() throws Exception {
    SocketAddress revoked = gateway(socket -> socket.close((short) 4403, "no longer shared"));
    WebSocket closed =
        await(vertx.createWebSocketClient().connect(revoked.port(), revoked.host(), "/"));
    Awaitility.await().until(closed::isClosed);

    assertThatThrownBy(() -> await(Attached.first(vertx, closed)))
        .hasRootCauseInstanceOf(NotAttachedException.class)
        .hasRootCauseMessage("no longer shared");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100})
  void allThatCameBeforeTheEndArrivesBeforeItAlsoWhereTheBrowserIsSlow(int frames)
      throws Exception {
    // Given
    SocketAddress gateway =
        gateway(
            socket -> {
              socket.writeTextMessage(ATTACHED);
              for (int i = 0; i < frames; i++) {
                socket.writeBinaryMessage(Buffer.buffer(new byte[60_000]));
              }
              socket.close((short) 4502, "lost");
            });
    var received = Buffer.buffer();
    var ended = new CompletableFuture<CloseReason>();

    // When
    WebSocket browser =
        browser(
            gateway,
            socket -> {
              socket.pause();
              socket.handler(received::appendBuffer);
              socket.endHandler(
                  end ->
                      ended.complete(
                          CloseReason.of(socket.closeStatusCode(), socket.closeReason())));
            });
    vertx.setTimer(300, later -> browser.resume());

    // Then
    assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo(new CloseReason(4502, "lost"));
    assertThat(received.length()).isEqualTo(ATTACHED.length() + frames * 60_000);
  }

  @Test
  void onlyABrowserThatSaysSoEndsItsShell() throws Exception {
    for (short code : new short[] {1000, 1001, 4000}) {
      var told = new CompletableFuture<Short>();
      SocketAddress gateway =
          gateway(
              socket -> {
                socket.closeHandler(closed -> told.complete(socket.closeStatusCode()));
                socket.writeTextMessage(ATTACHED);
              });

      browser(gateway, socket -> {}).close(code);

      assertThat(told.get(10, TimeUnit.SECONDS))
          .as("browser's %s", code)
          .isEqualTo((short) (code == 1000 ? 1000 : 1001));
    }
  }

  private CloseReason reason(List<SocketAddress> all) throws Exception {
    try {
      await(gateways.attach(AGAIN, "token", all));
      throw new AssertionError("attached");
    } catch (ExecutionException e) {
      return ((NotAttachedException) e.getCause()).reason();
    }
  }

  private static SocketAddress gateway(Consumer<ServerWebSocket> terminal) throws Exception {
    var options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setWebSocketSubProtocols(List.of(TerminalProtocol.V2));
    HttpServer server =
        await(vertx.createHttpServer(options).webSocketHandler(terminal::accept).listen());
    return SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1");
  }

  /**
   * A client of a server that does nothing but pipe.
   *
   * @param prepared before anything is read of it
   */
  private WebSocket browser(SocketAddress gateway, Consumer<WebSocket> prepared) throws Exception {
    var ready = new CompletableFuture<Void>();
    SocketAddress dashboard =
        gateway(
            socket -> {
              var typed = new Incoming(socket);
              gateways
                  .attach(AGAIN, "token", List.of(gateway))
                  .onSuccess(
                      attached -> {
                        new Pipe(socket, typed, attached, ended -> {}).start(vertx);
                        ready.complete(null);
                      })
                  .onFailure(ready::completeExceptionally);
            });
    WebSocket browser =
        await(
            vertx
                .createWebSocketClient()
                .connect(dashboard.port(), dashboard.host(), "/")
                .onSuccess(prepared::accept));
    ready.get(10, TimeUnit.SECONDS);
    return browser;
  }

  private static <T> T await(Future<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
