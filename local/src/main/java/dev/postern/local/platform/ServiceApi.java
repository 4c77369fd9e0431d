package dev.postern.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.LoopbackHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The services' REST APIs as one account calls them. */
final class ServiceApi {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + fetched.computeIfAbsent(account, tokens::of));
    headers.put("Accept", "application/json");
    if (body != null) {
      headers.put("Content-Type", "application/json");
    }
    String call = method + " " + path + " of " + service.title();
    try {
      return read(
          call,
          LoopbackHttp.send(
              method, service.url(instance) + path, headers, written(body), PATIENCE));
    } catch (IOException e) {
      throw new ApiException(call + " failed, see " + service.log(instance), e);
    }
  }

  private static String written(Object body) {
    try {
      return body == null ? null : JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode read(String call, Answer answer) throws IOException {
    if (answer.status() / 100 == 2) {
      return answer.body().isBlank() ? NullNode.getInstance() : JSON.readTree(answer.body());
    }
    throw new ApiException(
        call + " answered " + answer.status() + ": " + answer.body().strip(),
        answer.status(),
        null);
  }
}
