package dev.postern.ip.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.LoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An API server that keeps objects and tells watchers, for the service under test; the test plays
 * the load balancer. Server-side apply is a merge here: who owns which field is not known to it.
 */
public class FakeApiServer implements QuarkusTestResourceLifecycleManager {

  static final String NAMESPACE = "addresses";

  private static final KubernetesCrudDispatcher OBJECTS = new KubernetesCrudDispatcher();
  private static final AtomicInteger APPLIES = new AtomicInteger();
  private static volatile KubernetesMockServer server;
  private static volatile KubernetesClient client;
  private static volatile int refusal;
  private static volatile int port;

  @Override
  public Map<String, String> start() {
    open();
    System.setProperty("kubernetes.master", "http://localhost:" + port);
    System.setProperty("kubernetes.auth.tryKubeConfig", "false");
    System.setProperty("kubernetes.auth.tryServiceAccount", "false");
    return Map.of(
        "postern.plane.kind", "kubernetes",
        "postern.kubernetes.namespace", NAMESPACE,
        "postern.kubernetes.annotations", "example.org/pool=edge,example.org/ip={address}/32",
        "postern.kubernetes.lease.namespace", "postern",
        "postern.kubernetes.lease.retry-period", "250ms");
  }

  @Override
  public void stop() {
    System.clearProperty("kubernetes.master");
    System.clearProperty("kubernetes.auth.tryKubeConfig");
    System.clearProperty("kubernetes.auth.tryServiceAccount");
    client.close();
    server.shutdown();
  }

  private static void open() {
    server =
        new KubernetesMockServer(
            new io.fabric8.mockwebserver.Context(Serialization.jsonMapper()),
            new MockWebServer(),
            new HashMap<>(),
            new Answers(),
            false);
    server.start(InetAddress.getLoopbackAddress(), port);
    port = server.getPort();
    client = server.createClient();
  }

  static KubernetesClient client() {
    return client;
  }

  /** Ends every connection; whoever watched has to come again. */
  static void restart() {
    shutDown();
    open();
  }

  /** Nobody answers at its port until {@link #startAgain}. */
  static void shutDown() {
    client.close();
    server.shutdown();
  }

  static void startAgain() {
    open();
  }

  /** Changes are answered with this status from now on; 0 lets them through. */
  static void refuse(int status) {
    refusal = status;
  }

  static int applies() {
    return APPLIES.get();
  }

  /** Deletes everything, unless it is gone by now. */
  static boolean isEmptied() {
    client.discovery().v1().endpointSlices().inNamespace(NAMESPACE).delete();
    client.services().inNamespace(NAMESPACE).delete();
    return client.services().inNamespace(NAMESPACE).list().getItems().isEmpty();
  }

  static Service service(String address) {
    return client.services().inNamespace(NAMESPACE).withName(Manifests.name(address)).get();
  }

  static EndpointSlice slice(String address) {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(NAMESPACE)
        .withName(Manifests.name(address))
        .get();
  }

  /** What a load balancer does. */
  static void assign(String address, String... ips) {
    Service service = service(address);
    client
        .resource(
            new ServiceBuilder(service)
                .withNewStatus()
                .withNewLoadBalancer()
                .addAllToIngress(
                    List.of(ips).stream()
                        .map(ip -> new LoadBalancerIngressBuilder().withIp(ip).build())
                        .toList())
                .endLoadBalancer()
                .endStatus()
                .build())
        .updateStatus();
  }

  private static final class Answers extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      if (request.method() == HttpMethod.PATCH
          && String.valueOf(request.getHeader("Content-Type")).contains("apply-patch")) {
        return refusal == 0 ? apply(request) : status(refusal);
      }
      return OBJECTS.dispatch(request);
    }

    private static MockResponse apply(RecordedRequest request) {
      APPLIES.incrementAndGet();
      String path = request.getPath().replaceAll("\\?.*", "");
      MockResponse there = OBJECTS.dispatch(with(request, HttpMethod.GET, path, new Buffer()));
      return there.code() == 404
          ? OBJECTS.dispatch(
              with(request, HttpMethod.POST, path.replaceAll("/[^/]+$", ""), request.getBody()))
          : OBJECTS.dispatch(with(request, HttpMethod.PUT, path, merged(there, request)));
    }

    /** Lists are replaced as a whole, all else is merged. */
    private static Buffer merged(MockResponse there, RecordedRequest request) {
      JsonNode now = Serialization.unmarshal(text(there.getBody()), JsonNode.class);
      overlay((ObjectNode) now, Serialization.unmarshal(text(request.getBody()), JsonNode.class));
      return new Buffer(Serialization.asJson(now).getBytes(StandardCharsets.UTF_8));
    }

    private static void overlay(ObjectNode now, JsonNode with) {
      with.fields()
          .forEachRemaining(
              field -> {
                JsonNode before = now.get(field.getKey());
                if (before instanceof ObjectNode && field.getValue().isObject()) {
                  overlay((ObjectNode) before, field.getValue());
                } else {
                  now.set(field.getKey(), field.getValue());
                }
              });
    }

    private static String text(Buffer body) {
      return new String(body.getBytes(), StandardCharsets.UTF_8);
    }

    private static RecordedRequest with(
        RecordedRequest request, HttpMethod method, String path, Buffer body) {
      Headers headers = Headers.builder().add("Content-Type", "application/json").build();
      return new RecordedRequest(request.getHttpVersion(), method, path, headers, body);
    }

    private static MockResponse status(int code) {
      return new MockResponse()
          .setResponseCode(code)
          .setBody("{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":" + code + "}");
    }
  }
}
