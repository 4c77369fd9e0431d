package dev.postern.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.postern.backends.files.TemporaryFolder;
import dev.postern.backends.kafka.EmbeddedKafka;
import dev.postern.backends.signin.Issuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A real issuer, a real Kafka, and one server in place of all services: it answers what a test
 * wants to see shown that the real ones do only when something is broken.
 */
public final class StandIns implements QuarkusTestResourceLifecycleManager {

  /** What is answered; no body at all for 0, which is a connection that is cut. */
  record Answer(int status, String type, String body) {

    static Answer json(String body) {
      return new Answer(200, "application/json", body);
    }

    static Answer problem(int status, String detail) {
      return new Answer(
          status, "application/problem+json", "{\"detail\":\"" + detail + "\",\"status\":1}");
    }

    static Answer cut() {
      return new Answer(0, null, null);
    }
  }

  private static final Map<String, Function<HttpExchange, Answer>> ANSWERS =
      new ConcurrentHashMap<>();

  private static TemporaryFolder folder;
  private static EmbeddedKafka kafka;

  /** In front of the path of what the gateway is asked: other services have such paths too. */
  static final String GATEWAY = "gateway:";

  private Issuer issuer;
  private HttpServer services;
  private HttpServer gateway;

  @Override
  public Map<String, String> start() {
    issuer = Issuer.ephemeral();
    folder = TemporaryFolder.create("dashboard-kafka");
    kafka = EmbeddedKafka.start(folder.path(), 0);
    services = server("");
    gateway = server(GATEWAY);
    String url = "http://localhost:" + services.getAddress().getPort();
    return Map.of(
        "kafka.bootstrap.servers",
        kafka.bootstrap(),
        "postern.live.streams-per-account",
        "4",
        "quarkus.oidc.auth-server-url",
        issuer.url(),
        "quarkus.oidc.credentials.secret",
        issuer.clientSecret("dashboard"),
        "postern.dashboard.credential-service",
        url,
        "postern.dashboard.key-service",
        url,
        "postern.dashboard.ip-service",
        url,
        "postern.dashboard.notification-service",
        url,
        "postern.dashboard.gateway",
        "http://127.0.0.1:" + gateway.getAddress().getPort());
  }

  private static HttpServer server(String prefix) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> serve(prefix, exchange));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on; {@code path} is without its query, and begins with {@link #GATEWAY} for one. */
  static void answer(String path, Answer answer) {
    ANSWERS.put(path, exchange -> answer);
  }

  static void answer(String path, Function<HttpExchange, Answer> answer) {
    ANSWERS.put(path, answer);
  }

  /** An account with a contact, and neither containers nor keys. */
  static void reset() {
    ANSWERS.clear();
    answer("/v1/containers", Answer.json("{\"items\":[],\"next\":null}"));
    answer("/v1/containers/counts", Answer.json("{\"total\":0,\"groups\":[]}"));
    answer("/v1/notifications/credentials", Answer.json("{\"items\":[],\"next\":null}"));
    String free = "{\"used\":0,\"allowed\":{}}";
    answer("/v1/ip-quota", Answer.json("{\"ipv4\":%s,\"ipv6\":%s}".formatted(free, free)));
    answer("/v1/keys", Answer.json("{\"items\":[],\"next\":null}"));
    answer(GATEWAY + "/v1/sessions", Answer.json("{\"items\":[],\"next\":null}"));
    answer(GATEWAY + "/v1/containers", Answer.json("{\"items\":[],\"next\":null}"));
    answer(
        "/v1/contact",
        Answer.json(
            "{\"account\":\"demo\",\"email\":\"demo@postern.test\","
                + "\"maskedEmail\":\"d…@postern.test\"}"));
  }

  static String kafka() {
    return kafka.bootstrap();
  }

  /** Takes Kafka away while something is done, and brings it back with its records. */
  static void withoutKafka(Runnable work) {
    int port = kafka.port();
    kafka.close();
    try {
      work.run();
    } finally {
      kafka = EmbeddedKafka.start(folder.path(), port);
    }
  }

  private static void serve(String prefix, HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Answer answer =
          ANSWERS
              .getOrDefault(
                  prefix + exchange.getRequestURI().getPath(),
                  any -> Answer.problem(404, "not here"))
              .apply(exchange);
      if (answer.status() == 0) {
        return;
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void stop() {
    services.stop(0);
    gateway.stop(0);
    issuer.close();
    kafka.close();
    folder.close();
  }
}
