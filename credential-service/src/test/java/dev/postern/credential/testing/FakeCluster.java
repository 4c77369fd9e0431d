package dev.postern.credential.testing;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API server that keeps objects, tells watchers, and really runs what is executed in pods. It
 * checks neither validity nor rights.
 */
public final class FakeCluster implements AutoCloseable {

  private static final Pattern EXEC =
      Pattern.compile("/api/v1/namespaces/([^/]+)/pods/([^/]+)/exec");

  private final Path folder;
  private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
  private final Map<String, PodFiles> files = new ConcurrentHashMap<>();
  private final AtomicReference<String> gone = new AtomicReference<>();
  private final AtomicInteger execs = new AtomicInteger();
  private volatile int execRefusal;
  private KubernetesMockServer server;
  private KubernetesClient client;
  private int port;

  public FakeCluster() {
    try {
      folder = Files.createTempDirectory("postern-pods");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  private void start() {
    server =
        new KubernetesMockServer(
            new Context(Serialization.jsonMapper()),
            new MockWebServer(),
            new HashMap<>(),
            new Answers(),
            false);
    server.start(InetAddress.getLoopbackAddress(), port);
    port = server.getPort();
    client = server.createClient();
  }

  public String url() {
    return "http://localhost:" + port;
  }

  /** The administrator's client. */
  public KubernetesClient client() {
    return client;
  }

  /** Ends every connection; whoever watched has to come again. */
  public void restart() {
    client.close();
    server.shutdown();
    start();
  }

  /** The next watch of the namespace's pods is told that what it continues from is too old. */
  public void answerGone(String namespace) {
    gone.set("/api/v1/namespaces/" + namespace + "/pods");
  }

  /** Commands are answered with this status from now on; 0 runs them. */
  public void refuseExec(int status) {
    execRefusal = status;
  }

  /** How many commands were run. */
  public int execs() {
    return execs.get();
  }

  /** A pod with one container whose files are new. */
  public PodFiles run(Pod pod) {
    PodFiles fresh = PodFiles.fresh(folder);
    files.put(key(pod.getMetadata().getNamespace(), pod.getMetadata().getName()), fresh);
    put(pod);
    return fresh;
  }

  /** The same pod with the files that it had. */
  public void put(Pod pod) {
    var resource = client.pods().resource(pod);
    if (resource.get() == null) {
      resource.create();
    } else {
      resource.update();
    }
  }

  public void delete(Pod pod) {
    client.pods().resource(pod).withGracePeriod(0).delete();
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  @Override
  public void close() {
    client.close();
    server.shutdown();
    try (var tree = Files.walk(folder)) {
      tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Answers extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      URI uri = URI.create(request.getPath());
      Matcher exec = EXEC.matcher(uri.getPath());
      if (exec.matches()) {
        return exec(exec.group(1), exec.group(2), uri.getRawQuery());
      }
      boolean watch = String.valueOf(uri.getQuery()).contains("watch=true");
      String told = gone.get();
      return watch && uri.getPath().equals(told) && gone.compareAndSet(told, null)
          ? new MockResponse().withWebSocketUpgrade(new GoneWatch())
          : objects.dispatch(request);
    }

    private MockResponse exec(String namespace, String pod, String query) {
      PodFiles there = files.get(key(namespace, pod));
      if (execRefusal != 0 || there == null) {
        return status(execRefusal == 0 ? 404 : execRefusal);
      }
      execs.incrementAndGet();
      return new MockResponse().withWebSocketUpgrade(new ExecChannel(there, command(query)));
    }

    private static List<String> command(String query) {
      return Arrays.stream(query.split("&"))
          .filter(pair -> pair.startsWith("command="))
          .map(pair -> URLDecoder.decode(pair.substring(8), StandardCharsets.UTF_8))
          .toList();
    }

    private static MockResponse status(int code) {
      return new MockResponse()
          .setResponseCode(code)
          .setBody("{\"kind\":\"Status\",\"status\":\"Failure\",\"code\":" + code + "}");
    }
  }
}
