package dev.postern.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A terminal in a WebSocket of the JDK. */
public final class TerminalClient implements WebSocket.Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** How the gateway ended it. */
  public record Ended(int code, String reason) {}

  /** How to knock; null leaves something out. */
  public record Knock(URI uri, String bearer, String origin, String... protocols) {

    /** What the handshake was refused with; 101 where it was not. */
    public int status() {
      try (TerminalClient client = open()) {
        return 101;
      } catch (CompletionException e) {
        if (e.getCause() instanceof WebSocketHandshakeException refused) {
          return refused.getResponse().statusCode();
        }
        throw e;
      }
    }

    public TerminalClient open() {
      return new TerminalClient(true).connect(this);
    }

    /** One that reads nothing until it is told to. */
    public TerminalClient openWithoutReading() {
      return new TerminalClient(false).connect(this);
    }
  }

  private final boolean reads;
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final CompletableFuture<Ended> ended = new CompletableFuture<>();
  private WebSocket socket;

  private TerminalClient(boolean reads) {
    this.reads = reads;
  }

  private TerminalClient connect(Knock knock) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
    if (knock.bearer() != null) {
      builder.header("Authorization", "Bearer " + knock.bearer());
    }
    if (knock.origin() != null) {
      builder.header("Origin", knock.origin());
    }
    if (knock.protocols().length > 0) {
      String[] rest = java.util.Arrays.copyOfRange(knock.protocols(), 1, knock.protocols().length);
      builder.subprotocols(knock.protocols()[0], rest);
    }
    socket = builder.buildAsync(knock.uri(), this).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (reads) {
      webSocket.request(Long.MAX_VALUE);
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    synchronized (shown) {
      shown.writeBytes(bytes);
    }
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
    ended.complete(new Ended(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    ended.complete(new Ended(1006, String.valueOf(error)));
  }

  public String protocol() {
    return socket.getSubprotocol();
  }

  public byte[] bytes() {
    synchronized (shown) {
      return shown.toByteArray();
    }
  }

  public String text() {
    return new String(bytes(), UTF_8);
  }

  public void await(String text) {
    org.awaitility.Awaitility.await(text).atMost(PATIENCE).until(() -> text().contains(text));
  }

  public TerminalClient type(String text) {
    return type(text.getBytes(UTF_8));
  }

  public TerminalClient type(byte[] bytes) {
    send(bytes).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /** Completes when the WebSocket took it. */
  public CompletableFuture<WebSocket> send(byte[] bytes) {
    return socket.sendBinary(ByteBuffer.wrap(bytes), true);
  }

  public TerminalClient say(String message) {
    socket.sendText(message, true).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  public void read() {
    socket.request(Long.MAX_VALUE);
  }

  public boolean isOpen() {
    return !ended.isDone();
  }

  public Ended ended() {
    return ended.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
