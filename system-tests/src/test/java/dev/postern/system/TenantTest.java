package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 9: another account's thing looks exactly like one that does not exist. */
@ExtendWith(StartedProduct.class)
class TenantTest {

  private static final String NOBODYS = "c0000000000";

  @Test
  void anothersContainerIsNotThere() {
    JsonNode web = demosContainer();
    Api friend = Api.credentials("friend");

    for (String path : List.of("", "/history")) {
      assertThat(friend.get("/v1/containers/" + web.get("id").asText() + path))
          .isEqualTo(friend.get("/v1/containers/" + NOBODYS + path));
    }
    assertThat(friend.post(resets(web.get("id").asText()), "{}"))
        .isEqualTo(friend.post(resets(NOBODYS), "{}"));
    assertThat(friend.get("/v1/containers").expect(200).json().get("items")).isEmpty();
  }

  @Test
  void anothersAddressIsNotThere() {
    String address = demosContainer().at("/addresses/0/address").asText();
    Api friend = Api.ips("friend");

    assertThat(friend.delete("/v1/ips/" + address).status()).isEqualTo(404);
    assertThat(friend.delete("/v1/ips/" + address).text())
        .isEqualTo(friend.delete("/v1/ips/127.77." + Postern.INSTANCE + ".201").text());
    assertThat(friend.get("/v1/ips").expect(200).json().get("items")).isEmpty();
  }

  @Test
  void aForgedPathReachesNothing() {
    String id = demosContainer().get("id").asText();
    Api anonymous = Api.credentials("demo").anonymous();
    for (String path :
        List.of(
            "//v1/containers",
            "/v1//containers/" + id,
            "/v1/containers;x=1",
            "/v1/containers%3Bx",
            "/v1%2Fcontainers",
            "/q/..%2Fv1/containers",
            "/v1%5Ccontainers")) {
      assertThat(anonymous.get(path).status()).as(path).isIn(400, 401, 404);
    }
  }

  private static String resets(String id) {
    return "/v1/containers/" + id + "/password-resets";
  }

  private static JsonNode demosContainer() {
    JsonNode items = Api.credentials("demo").get("/v1/containers").expect(200).json().get("items");
    for (JsonNode item : items) {
      if (item.get("name").asText().equals("web-1")) {
        return item;
      }
    }
    throw new AssertionError("demo has no web-1: " + items);
  }
}
