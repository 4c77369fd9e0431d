package dev.postern.local.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.local.platform.LoopbackHttp.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<InetSocketAddress> clients = new ConcurrentLinkedQueue<>();
  private final CountDownLatch late = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", exchange -> answer(exchange, 200, "{\"a\":\"ü\"}"));
    server.createContext("/refused", exchange -> answer(exchange, 409, "{\"title\":\"taken\"}"));
    server.createContext("/nothing", exchange -> answer(exchange, 204, ""));
    server.createContext("/late", this::answerLate);
    server.start();
  }

  @AfterEach
  void stopServer() {
    late.countDown();
    server.stop(0);
  }

  @Test
  void sendsMethodHeadersAndBody() throws IOException {
    for (String method : new String[] {"POST", "PUT"}) {
      send(method, "/x?y=z", "{\"b\":\"ö\"}");
    }
    send("POST", "/x", null);
    send("DELETE", "/x", null);

    assertThat(requests)
        .containsExactly(
            "POST /x?y=z told {\"b\":\"ö\"}",
            "PUT /x?y=z told {\"b\":\"ö\"}",
            "POST /x told ",
            "DELETE /x told ");
  }

  @Test
  void givesStatusAndBodyAlsoOfARefusal() throws IOException {
    assertThat(LoopbackHttp.get(url("/x"), PATIENCE)).isEqualTo(new Answer(200, "{\"a\":\"ü\"}"));
    assertThat(send("PUT", "/refused", "{}")).isEqualTo(new Answer(409, "{\"title\":\"taken\"}"));
    assertThat(send("DELETE", "/nothing", null)).isEqualTo(new Answer(204, ""));
  }

  @Test
  void keepsItsConnection() throws IOException {
    for (int i = 0; i < 5; i++) {
      send("POST", i % 2 == 0 ? "/x" : "/refused", "{}");
    }

    Set<InetSocketAddress> different = new HashSet<>(clients);
    assertThat(different).hasSize(1);
  }

  @Test
  void doesNotWaitForeverAndDoesNotAskTwice() {
    assertThatThrownBy(
            () -> LoopbackHttp.send("POST", url("/late"), Map.of(), "{}", Duration.ofMillis(300)))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(requests).hasSize(1);
  }

  private Answer send(String method, String path, String body) throws IOException {
    return LoopbackHttp.send(method, url(path), Map.of("X-Test", "told"), body, PATIENCE);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    clients.add(exchange.getRemoteAddress());
    String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("X-Test")
            + " "
            + sent);
    exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.getBytes(UTF_8).length);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }

  private void answerLate(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod());
    try {
      late.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }
}
