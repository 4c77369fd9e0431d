package dev.postern.notary.publication;

import dev.postern.notary.publication.Publications.Place;
import dev.postern.notary.publication.Publications.Signed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A store that takes {@code PUT URL/ORIGIN/SIZE}. */
final class CheckpointStore implements Place {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String url;

  CheckpointStore(URI url) {
    this.url = url.toString().replaceFirst("/*$", "");
  }

  @Override
  public String name() {
    return url;
  }

  @Override
  public void take(Signed checkpoint) throws IOException, InterruptedException {
    URI uri = URI.create(url + "/" + checkpoint.origin() + "/" + checkpoint.size());
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .header("Content-Type", "text/plain; charset=utf-8")
            .PUT(HttpRequest.BodyPublishers.ofString(checkpoint.note()))
            .build();
    int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("answered " + status);
    }
  }
}
