package dev.postern.bench.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.local.instance.Instance;
import dev.postern.local.instance.Service;
import dev.postern.local.platform.AccountTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The calls to services that the home page needs, in the dashboard's order: those that do not
 * depend on another answer at once, the mails and the layers of the page after it.
 */
final class HomePageServiceCalls {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Instance instance;
  private final String token;

  HomePageServiceCalls(Instance instance) throws IOException, InterruptedException {
    this.instance = instance;
    this.token = new AccountTokens(instance).of(ThousandContainers.ACCOUNT);
  }

  /** Asks everything, and waits for the last answer. */
  void await() {
    CompletableFuture<Void> beside =
        CompletableFuture.allOf(
            ask(Service.CREDENTIAL, "/v1/containers/counts"),
            ask(Service.KEY, "/v1/keys/quota"),
            ask(Service.KEY, "/v1/shares/quota"),
            ask(Service.IP, "/v1/ip-quota"),
            ask(Service.NOTIFICATION, "/v1/contact"),
            ask(Service.GATEWAY, "/v1/containers?shared=true&limit=200"));
    CompletableFuture<Void> page =
        ask(Service.CREDENTIAL, "/v1/containers?sort=environment&limit=100")
            .thenCompose(this::described);
    CompletableFuture.allOf(beside, page).join();
  }

  private CompletableFuture<Void> described(JsonNode page) {
    return CompletableFuture.allOf(
        ask(Service.NOTIFICATION, "/v1/notifications/credentials?" + each(page, "container", "id")),
        ask(
            Service.CREDENTIAL,
            "/v1/containers/counts?by=layer&" + each(page, "environment", "environment")));
  }

  private static String each(JsonNode page, String parameter, String field) {
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .map(item -> parameter + "=" + item.get(field).asText())
        .distinct()
        .collect(Collectors.joining("&"));
  }

  private CompletableFuture<JsonNode> ask(Service service, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.url(instance) + path))
            .header("Authorization", "Bearer " + token)
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(HomePageServiceCalls::read);
  }

  private static JsonNode read(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.uri() + " was answered " + answer.statusCode());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
