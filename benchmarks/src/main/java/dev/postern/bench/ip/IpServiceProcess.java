package dev.postern.bench.ip;

import dev.postern.backends.ports.FreePort;
import dev.postern.bench.Checkout;
import dev.postern.bench.ServiceBackends;
import dev.postern.bench.ServiceProcess;
import dev.postern.events.EventCatalogue;
import dev.postern.events.EventHeaders;
import dev.postern.events.EventJson;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.ContainerRegistered;
import dev.postern.events.containers.PublicIpCounts;
import dev.postern.events.containers.RuntimeStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** ip-service on backends of its own, and the calls of its clients. */
final class IpServiceProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 120;

  private final ServiceBackends backends = new ServiceBackends("ips");

  /** One connection for each caller, as separate clients have it; HTTP/2 would share one. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final KafkaProducer<String, String> producer;
  private final ServiceProcess process;
  private final String url;
  private final String operator;
  private final String platform;

  /**
   * @param plane {@code relay} or {@code external}
   * @param relayPort of the relay's addresses
   */
  IpServiceProcess(Checkout checkout, String plane, int relayPort) throws Exception {
    int port = FreePort.next();
    url = "http://127.0.0.1:" + port;
    Path log = Files.createTempFile("postern-bench-ip", ".log");
    process =
        ServiceProcess.start(
            checkout.runnableJar("ip-service"), port, environment(plane, relayPort), log);
    operator = backends.token("operator");
    platform = backends.token("platform");
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", backends.bootstrap()),
            new StringSerializer(),
            new StringSerializer());
  }

  private Map<String, String> environment(String plane, int relayPort) {
    Map<String, String> environment = backends.environment();
    environment.put("POSTERN_PLANE_KIND", plane);
    environment.put("POSTERN_RELAY_PORT", Integer.toString(relayPort));
    environment.put("POSTERN_POOLS_ALLOW_LOOPBACK", "true");
    return environment;
  }

  ServiceBackends backends() {
    return backends;
  }

  void pool(String name, String cidr) throws IOException, InterruptedException {
    expect(
        201,
        send(
            operator,
            "POST",
            "/v1/pools",
            "{\"name\":\"%s\",\"cidr\":\"%s\"}".formatted(name, cidr)));
  }

  /** Publishes a container's registration, as credential-service does. */
  void register(String container, String account, int ipv4, int sshdPort) {
    var data =
        new ContainerRegistered(
            container,
            account,
            "web",
            "shop",
            "cp",
            RuntimeStatus.RUNNING,
            1,
            true,
            new PublicIpCounts(ipv4, 0),
            "platform",
            new Address("127.0.0.1", sshdPort),
            null);
    var type = EventCatalogue.typeOf(data.getClass());
    var event = new ProducerRecord<>(type.topic(), container, EventJson.write(data));
    header(event, EventHeaders.ID, UUID.randomUUID().toString());
    header(event, EventHeaders.SOURCE, "/postern/credential-service");
    header(event, EventHeaders.TYPE, type.cloudEventType());
    header(event, EventHeaders.TIME, Instant.now().toString());
    header(event, EventHeaders.SEQUENCE, "1");
    producer.send(event);
  }

  private static void header(ProducerRecord<?, ?> event, String name, String value) {
    event.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  void attach(String container) throws IOException, InterruptedException {
    expect(
        201,
        send(platform, "POST", "/v1/containers/" + container + "/ips", "{\"family\":\"ipv4\"}"));
  }

  void move(String address, String to) throws IOException, InterruptedException {
    expect(202, send(platform, "POST", "/v1/ips/" + address + "/move", "{\"to\":\"" + to + "\"}"));
  }

  /** Waits until the container is known, and has an address that answers where it asked for one. */
  void awaitKnown(String container) throws IOException, InterruptedException {
    await(
        () ->
            send(
                        platform,
                        "PUT",
                        "/v1/containers/" + container + "/ips/ipv6/count",
                        "{\"count\":0}")
                    .statusCode()
                == 202);
  }

  void awaitAnswering(String container) throws IOException, InterruptedException {
    await(
        () ->
            send(platform, "GET", "/v1/ips?container=" + container, "")
                .body()
                .contains("\"ATTACHED\""));
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(Condition condition) throws IOException, InterruptedException {
    for (int i = 0; !condition.holds(); i++) {
      if (i > PATIENCE_SECONDS * 10) {
        throw new IllegalStateException("ip-service did not get there in time");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private HttpResponse<String> send(String token, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
  }

  @Override
  public void close() {
    producer.close();
    process.close();
    backends.close();
  }
}
