package dev.postern.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** A container of the account {@code demo}, and the mail that its owner got. */
record OwnedContainer(String id, String name, InboxMail mail) {

  static OwnedContainer create(String name) {
    String id = CreatedContainer.create(name);
    return new OwnedContainer(id, name, InboxMail.awaitNumber(1, "demo@postern.test", name));
  }

  /** Its addresses, as ip-service has them. */
  List<String> addresses() {
    return ips().stream().map(ip -> ip.get("address").asText()).toList();
  }

  PublicIp primary() {
    return ips().stream()
        .filter(ip -> ip.get("primary").asBoolean())
        .map(PublicIp::of)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " has no primary address"));
  }

  private List<JsonNode> ips() {
    JsonNode items =
        Api.ips("demo").get("/v1/ips?limit=200&container=" + id).expect(200).json().get("items");
    return StreamSupport.stream(items.spliterator(), false).toList();
  }
}
