package dev.postern.ip;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.testing.Backends;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;

/** ip-service's REST API, as an account uses it. */
public final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String account;

  private Api(String account) {
    this.account = account;
  }

  public static Api as(String account) {
    return new Api(account);
  }

  public RequestSpecification request() {
    return given()
        .header("Authorization", "Bearer " + Backends.issuer().token(account))
        .contentType(ContentType.JSON);
  }

  public Response post(String path, String json) {
    return request().body(json).post(path);
  }

  public Response put(String path, String json) {
    return request().body(json).put(path);
  }

  public Response get(String path) {
    return request().get(path);
  }

  public Response delete(String path) {
    return request().delete(path);
  }

  public static void pool(String name, String cidr) {
    Api.as("operator")
        .post("/v1/pools", "{\"name\":\"%s\",\"cidr\":\"%s\"}".formatted(name, cidr))
        .then()
        .statusCode(201);
  }

  /**
   * The container's addresses that answer. Read without RestAssured's paths, for each of which it
   * compiles a script: tests ask this again and again.
   */
  public List<String> attached(String container) {
    String answer =
        get("/v1/ips?container=" + container).then().statusCode(200).extract().asString();
    List<String> addresses = new ArrayList<>();
    try {
      for (JsonNode item : JSON.readTree(answer).path("items")) {
        if (item.path("state").asText().equals("ATTACHED")) {
          addresses.add(item.path("address").asText());
        }
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + answer, e);
    }
    return addresses;
  }
}
