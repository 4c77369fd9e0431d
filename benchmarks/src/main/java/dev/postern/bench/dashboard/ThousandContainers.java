package dev.postern.bench.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.containers.ContainerAddress;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.AccountTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thousand containers of one account, ten environments with layers; none of them is started.
 * Closing deletes them.
 */
final class ThousandContainers implements AutoCloseable {

  static final String ACCOUNT = "friend";
  private static final int COUNT = 1000;

  /** No container is there; none of the thousand is entered. */
  private static final String SSHD = ContainerAddress.of(0, 250);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;
  private final String platform;
  private final List<String> ids = new ArrayList<>();

  ThousandContainers(Instance instance) throws Exception {
    url = Service.CREDENTIAL.url(instance) + "/v1/containers";
    platform = new AccountTokens(instance).of("platform");
    ids.addAll(inParallel(COUNT, this::register));
  }

  /** The id of the first one on the page. */
  String first() {
    return ids.get(0);
  }

  void run(String id, boolean running) throws IOException, InterruptedException {
    String status = running ? "RUNNING" : "STOPPED";
    send("PUT", "/" + id + "/runtime", "{\"status\":\"" + status + "\"}", 200);
  }

  private String register(int number) throws IOException, InterruptedException {
    String body =
        """
        {"account":"%s","name":"bench-%04d","environment":"env-%d","layer":"layer-%d",
         "access":{"adapter":"ssh","host":"%s","port":2222}}\
        """
            .formatted(ACCOUNT, number, number / 100, number / 25 % 4, SSHD);
    String id = JSON.readTree(send("POST", "", body, 201).body()).get("id").asText();
    run(id, false);
    return id;
  }

  private HttpResponse<String> send(String method, String path, String body, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + platform)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IOException(method + " " + path + " was answered " + answer.statusCode());
    }
    return answer;
  }

  private interface Work<T> {
    T of(int number) throws Exception;
  }

  private static <T> List<T> inParallel(int count, Work<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<T>> all = new ArrayList<>();
      for (int n = 0; n < count; n++) {
        int number = n;
        all.add(() -> work.of(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(all)) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  @Override
  public void close() throws Exception {
    inParallel(ids.size(), n -> send("DELETE", "/" + ids.get(n), null, 204));
  }
}
