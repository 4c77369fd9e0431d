package dev.postern.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Bodies in streams of HTTP/2, and in the request that asks for one. */
@QuarkusTest
@WithTestResource(OfflineIssuer.class)
class Http2Test {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  @TestHTTPResource URI address;

  @Test
  void aBodyIsReadByTheFirstRequestOfAConnectionAndByLaterOnes() throws Exception {
    for (int n = 0; n < 3; n++) {
      HttpResponse<String> answer = post("/echo", "{\"name\":\"web-1\"}");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }
  }

  @Test
  void aBodyThatNoResourceAsksForIsIgnored() throws Exception {
    assertThat(post("/echo/bodiless", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyOver64KiBIsTooLarge() throws Exception {
    assertThat(post("/echo", "a".repeat(70_000)).statusCode()).isEqualTo(413);
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
