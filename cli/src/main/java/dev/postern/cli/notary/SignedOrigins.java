package dev.postern.cli.notary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.transparency.note.Origin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the notary says that it signed. */
final class SignedOrigins {

  private SignedOrigins() {}

  /** Those of which something is signed. */
  static List<Origin> of(NotaryOptions notary) {
    URI address = notary.address().resolve("v1/logs");
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
    try {
      HttpResponse<byte[]> answer =
          notary.http().send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException("it answered " + answer.statusCode());
      }
      JsonNode origins = new ObjectMapper().readTree(answer.body()).path("origins");
      List<Origin> signed = new ArrayList<>();
      origins
          .properties()
          .forEach(
              origin -> {
                if (origin.getValue().asLong() > 0) {
                  signed.add(Origin.parse(origin.getKey()));
                }
              });
      return signed;
    } catch (IOException e) {
      throw NotaryOptions.unanswered(address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NotaryOptions.unanswered(address, new IOException("interrupted", e));
    }
  }
}
