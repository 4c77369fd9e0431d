package dev.postern.audit.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who asked for what an event tells, as the access token said it.
 *
 * @param subject the token's {@code sub}: opaque, no name and no address
 * @param account the claim {@code account}; null where the token has none
 * @param client the token's {@code azp}; null where it has none
 * @param roles of Postern
 */
public record Actor(String subject, String account, String client, List<String> roles) {

  static Optional<Actor> of(JsonNode node) {
    if (!node.path("subject").isTextual()) {
      return Optional.empty();
    }
    List<String> roles = new ArrayList<>();
    node.path("roles").forEach(role -> roles.add(role.asText()));
    return Optional.of(
        new Actor(
            node.path("subject").asText(),
            node.path("account").asText(null),
            node.path("client").asText(null),
            List.copyOf(roles)));
  }
}
