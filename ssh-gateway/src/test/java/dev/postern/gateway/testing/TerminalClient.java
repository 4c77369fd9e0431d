package dev.postern.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
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
import java.util.function.Supplier;

/** A terminal in a WebSocket of the JDK. */
public final class TerminalClient implements WebSocket.Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** How the gateway ended it. */
  public record Ended(int code, String reason) {}

  /** Which session it is, and where its output goes on: the first message of version 2. */
  public record Attached(String session, long offset) {}

  /** What the handshake has; null leaves something out. */
  public record Handshake(URI uri, String bearer, String origin, String... protocols) {

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
  private final CompletableFuture<Attached> attached = new CompletableFuture<>();
  private WebSocket socket;
  private CompletableFuture<WebSocket> sending;
  private volatile boolean acknowledges;

  private TerminalClient(boolean reads) {
    this.reads = reads;
  }

  private TerminalClient connect(Handshake handshake) {
    WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(PATIENCE);
    if (handshake.bearer() != null) {
      builder.header("Authorization", "Bearer " + handshake.bearer());
    }
    if (handshake.origin() != null) {
      builder.header("Origin", handshake.origin());
    }
    if (handshake.protocols().length > 0) {
      String[] rest =
          java.util.Arrays.copyOfRange(handshake.protocols(), 1, handshake.protocols().length);
      builder.subprotocols(handshake.protocols()[0], rest);
    }
    socket = builder.buildAsync(handshake.uri(), this).orTimeout(20, TimeUnit.SECONDS).join();
    sending = CompletableFuture.completedFuture(socket);
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
    if (acknowledges) {
      acknowledge(offset());
    }
    return null;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    var message = new JsonObject(data.toString());
    attached.complete(new Attached(message.getString("session"), message.getLong("offset")));
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

  /** What was shown last: from an offset on, or less where that is far back. */
  public String textFrom(long offset) {
    byte[] all = bytes();
    long from = Math.max(offset - attached().offset(), all.length - 4096);
    return new String(all, (int) Math.max(0, from), all.length - (int) Math.max(0, from), UTF_8);
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
    return then(() -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  /** A WebSocket of the JDK takes one message at a time. */
  private synchronized CompletableFuture<WebSocket> then(
      Supplier<CompletableFuture<WebSocket>> message) {
    sending = sending.thenCompose(sent -> message.get());
    return sending;
  }

  public TerminalClient say(String message) {
    then(() -> socket.sendText(message, true)).orTimeout(20, TimeUnit.SECONDS).join();
    return this;
  }

  /** Says from now on what was shown, each time that something was. */
  public TerminalClient acknowledging() {
    attached();
    acknowledges = true;
    return acknowledge(offset());
  }

  /** Says that the output up to there was shown. */
  public TerminalClient acknowledge(long offset) {
    then(() -> socket.sendText("{\"type\":\"ack\",\"offset\":" + offset + "}", true));
    return this;
  }

  /** The gateway's first message. */
  public Attached attached() {
    return attached.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** How much of the shell's output it has, or knows to be lost. */
  public long offset() {
    synchronized (shown) {
      return attached().offset() + shown.size();
    }
  }

  /** Leaves with a close code. */
  public void leave(int code) {
    then(() -> socket.sendClose(code, "")).orTimeout(20, TimeUnit.SECONDS).join();
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
