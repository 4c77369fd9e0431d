package dev.postern.cli.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads one service: GET requests, nothing else. */
public final class ServiceClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String url;
  private final String token;

  /**
   * @param url without a path, such as {@code http://localhost:8081}
   */
  public ServiceClient(String url, String token) {
    this.url = url.replaceFirst("/+$", "");
    this.token = token;
  }

  /** Whether it takes requests; it does not while it takes over what its database lacks. */
  public boolean isReady() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/q/health/ready")).timeout(PATIENCE).build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Every item of a list, page by page. */
  public void items(String path, Consumer<JsonNode> receiver) {
    String cursor = null;
    do {
      JsonNode page =
          get(path + "?limit=200" + (cursor == null ? "" : "&cursor=" + encoded(cursor)));
      page.path("items").forEach(receiver);
      cursor = page.path("next").asText(null);
    } while (cursor != null);
  }

  /**
   * @throws UnansweredException where there is no 200
   */
  public JsonNode get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer " + token)
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new UnansweredException(
            url + " answered " + answer.statusCode() + "; " + advice(answer.statusCode()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UnansweredException(url + " does not answer. Check that the service runs.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnansweredException("Interrupted while " + url + " was asked.", e);
    }
  }

  private static String advice(int status) {
    return status == 401 || status == 403
        ? "a token of an auditor is needed in POSTERN_TOKEN: $(./postern token auditor)"
        : "see its log";
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
