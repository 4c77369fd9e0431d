package dev.postern.credential.access.docker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * As much of the Engine API as {@code exec} needs, with its real bytes: the connection that is
 * taken over with 101, and the frames of its raw stream. It runs nothing: it prints what the test
 * says, and ends so.
 */
final class FakeEngine implements AutoCloseable {

  static final String ID = "0123456789abcdef";

  /** From here on an exit code says that there was no shell. */
  private static final int CANNOT_START = 126;

  /** The halves of the mark that a script prints before and after its answer. */
  private static final Pattern HALVES = Pattern.compile("postern[0-9a-f]{16}");

  private static final String HOST_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFf9JHPDa5nxAHbwkiKlq4gEp1ZgtUgj2iZqJvWy9R3s host\n";

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool(FakeEngine::daemon);

  /** The container as {@code inspect} tells of it. */
  volatile String state = "true";

  volatile String labels = "{\"postern.dev/ssh\":\"enabled\"}";

  /** The status with which an exec is refused; 0 for none. */
  volatile int refusal;

  /** What a script that reads input prints. */
  volatile String output = "";

  volatile int exit;

  /** Whether the connection breaks off after the output, before the script's end. */
  volatile boolean breaks;

  /** Whether the script never ends. */
  volatile boolean hangs;

  /** What the last script read. */
  volatile String input = "";

  /** The body of the last request for an exec. */
  volatile String asked = "";

  private volatile boolean withInput;

  FakeEngine() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  String host() {
    return "tcp://127.0.0.1:" + listener.getLocalPort();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      Optional<Request> request = Request.read(in);
      while (request.isPresent() && answer(request.get(), in, client.getOutputStream())) {
        request = Request.read(in);
      }
    } catch (IOException | InterruptedException gone) {
      // The client, or the engine, is.
    }
  }

  /** False ends the connection. */
  private boolean answer(Request request, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    String path = request.path();
    if (path.endsWith("/containers/web-1/json")) {
      return json(out, 200, container());
    }
    if (path.endsWith("/containers/" + ID + "/exec") && refusal == 0) {
      asked = request.body();
      withInput = asked.contains("\"AttachStdin\":true");
      return json(out, 201, "{\"Id\":\"e1\"}");
    }
    if (path.endsWith("/exec/e1/start")) {
      return start(in, out);
    }
    if (path.endsWith("/exec/e1/json")) {
      int code = withInput ? exit : 0;
      return json(out, 200, "{\"ID\":\"e1\",\"Running\":false,\"ExitCode\":" + code + "}");
    }
    return json(out, refusal == 0 ? 404 : refusal, "{\"message\":\"no such container\"}");
  }

  private String container() {
    return "{\"Id\":\"%s\",\"State\":{\"Running\":%s},\"Config\":{\"Labels\":%s}}"
        .formatted(ID, state, labels);
  }

  private boolean start(InputStream in, OutputStream out) throws IOException, InterruptedException {
    if (!withInput) {
      head(out, "200 OK", "Content-Type: application/vnd.docker.raw-stream", "Connection: close");
      print(out, begin() + HOST_KEY + end(0));
      return false;
    }
    head(out, "101 UPGRADED", "Connection: Upgrade", "Upgrade: tcp");
    input = lines(in, 4);
    frame(out, 2, "words on standard error\n".getBytes(StandardCharsets.UTF_8));
    if (hangs) {
      Thread.sleep(60_000);
    }
    if (exit < CANNOT_START) {
      print(out, "words of a start-up file\n" + begin() + output + (breaks ? "" : end(exit)));
    }
    return false;
  }

  private String begin() {
    return mark() + " begin\n";
  }

  private String end(int code) {
    return "\n" + mark() + " end " + code + "\n";
  }

  private String mark() {
    return HALVES
        .matcher(asked)
        .results()
        .limit(2)
        .map(MatchResult::group)
        .collect(Collectors.joining());
  }

  /** Byte by byte, in frames of their own. */
  private static void print(OutputStream out, String text) throws IOException {
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      frame(out, 1, new byte[] {one});
    }
  }

  /** The end of the input is never seen: the client cannot tell it. */
  private static String lines(InputStream in, int count) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int left = count;
    while (left > 0) {
      int one = in.read();
      if (one < 0) {
        break;
      }
      read.write(one);
      left -= one == '\n' ? 1 : 0;
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  private static void frame(OutputStream out, int stream, byte[] payload) throws IOException {
    out.write(
        ByteBuffer.allocate(8 + payload.length)
            .put((byte) stream)
            .put(new byte[3])
            .putInt(payload.length)
            .put(payload)
            .array());
    out.flush();
  }

  private static boolean json(OutputStream out, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head(
        out, status + " Said", "Content-Type: application/json", "Content-Length: " + bytes.length);
    out.write(bytes);
    out.flush();
    return true;
  }

  private static void head(OutputStream out, String status, String... headers) throws IOException {
    String text = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-engine");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }

  private record Request(String path, String body) {

    static Optional<Request> read(InputStream in) throws IOException {
      String first = lines(in, 1).strip();
      if (first.isEmpty()) {
        return Optional.empty();
      }
      int length = 0;
      for (String header = lines(in, 1).strip(); !header.isEmpty(); header = lines(in, 1).strip()) {
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring("content-length:".length()).strip());
        }
      }
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      return Optional.of(new Request(first.split(" ")[1], body));
    }
  }
}
