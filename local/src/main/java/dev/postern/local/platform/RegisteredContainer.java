package dev.postern.local.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container as credential-service shows it.
 *
 * @param state of the current generation of its password
 * @param reason why, when the state alone does not say
 */
public record RegisteredContainer(
    String id,
    String account,
    String name,
    String environment,
    String layer,
    String runtime,
    String state,
    int generation,
    Optional<String> reason,
    List<Address> addresses) {

  /** A public address and the port on which SSH answers there. */
  public record Address(String address, int port) {}

  static RegisteredContainer of(JsonNode json) {
    JsonNode credential = json.path("credential");
    List<Address> addresses = new ArrayList<>();
    json.path("addresses")
        .forEach(
            a -> addresses.add(new Address(a.path("address").asText(), a.path("port").asInt())));
    return new RegisteredContainer(
        json.path("id").asText(),
        json.path("account").asText(),
        json.path("name").asText(),
        json.path("environment").asText(),
        json.path("layer").asText(""),
        json.path("runtime").asText(),
        credential.path("state").asText(),
        credential.path("generation").asInt(),
        Optional.ofNullable(credential.path("reason").textValue()),
        addresses);
  }
}
