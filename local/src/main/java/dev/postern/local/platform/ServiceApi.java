package dev.postern.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The services' REST APIs as one account calls them. */
final class ServiceApi {

  private static final ObjectMapper JSON = new ObjectMapper();
  private final Instance instance;
  private final AccountTokens tokens;

  /** Valid for an hour, which no command and no start takes. */
  private final Map<String, String> fetched = new ConcurrentHashMap<>();

  ServiceApi(Instance instance, AccountTokens tokens) {
    this.instance = instance;
    this.tokens = tokens;
  }

  JsonNode get(String account, Service service, String path) {
    return call(account, service, "GET", path, null);
  }

  JsonNode post(String account, Service service, String path, Object body) {
    return call(account, service, "POST", path, body);
  }

  JsonNode put(String account, Service service, String path, Object body) {
    return call(account, service, "PUT", path, body);
  }

  void delete(String account, Service service, String path) {
    call(account, service, "DELETE", path, null);
  }

  /**
   * @param body becomes JSON; null for none
   * @throws ApiException when the answer is no success, with what the service says about it
   */
  private JsonNode call(String account, Service service, String method, String path, Object body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.url(instance) + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + fetched.computeIfAbsent(account, tokens::of))
            .header("Accept", "application/json")
            .method(method, publisher(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    String call = method + " " + path + " of " + service.title();
    try {
      return read(
          call, LoopbackHttp.client().send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new ApiException(call + " failed, see " + service.log(instance), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApiException(call + " was interrupted", e);
    }
  }

  private static HttpRequest.BodyPublisher publisher(Object body) {
    try {
      return body == null
          ? HttpRequest.BodyPublishers.noBody()
          : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode read(String call, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 == 2) {
      return answer.body().isBlank() ? NullNode.getInstance() : JSON.readTree(answer.body());
    }
    throw new ApiException(
        call + " answered " + answer.statusCode() + ": " + answer.body().strip(),
        answer.statusCode(),
        null);
  }
}
