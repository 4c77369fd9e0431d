package dev.postern.cli.notary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.transparency.note.Origin;
import dev.postern.transparency.tree.TileClient;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What the notary says that it signed. */
final class SignedOrigins {

  private SignedOrigins() {}

  /** Those of which something is signed. */
  static List<Origin> of(NotaryOptions notary) {
    URI address = notary.address().resolve("v1/logs");
    try {
      JsonNode origins =
          new ObjectMapper().readTree(TileClient.get(notary.http(), address)).path("origins");
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
    }
  }
}
