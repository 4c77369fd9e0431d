package dev.postern.credential.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.backends.testing.Backends;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Requests as the accounts of the contracts send them. */
public final class Requests {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Requests() {}

  public static RequestSpecification as(String account) {
    return given().auth().oauth2(Backends.issuer().token(account)).contentType(ContentType.JSON);
  }

  public static RequestSpecification asService(String service) {
    return given()
        .auth()
        .oauth2(Backends.issuer().serviceToken(service))
        .contentType(ContentType.JSON);
  }

  /** The body of a registration; the host is where nothing listens unless it is given. */
  public static String container(String account, String name, String host, int port) {
    return """
    {"account":"%s","name":"%s","environment":"shop","layer":"cp",
     "access":{"adapter":"ssh","host":"%s","port":%d}}
    """
        .formatted(account, name, host, port);
  }

  /** Registers a container and returns its id. */
  public static String register(String body) {
    Response response = as("platform").body(body).post("/v1/containers");
    response.then().statusCode(201);
    return json(response).path("id").asText();
  }

  /** A field of the password of demo's container; "null" where it has none. */
  public static String credential(String container, String field) {
    JsonNode value =
        json(as("demo").get("/v1/containers/" + container)).path("credential").path(field);
    return value.isMissingNode() ? "null" : value.asText();
  }

  /** What was answered, for those who ask often: RestAssured compiles a script for each path. */
  public static JsonNode json(Response response) {
    try {
      return JSON.readTree(response.asString());
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + response.asString(), e);
    }
  }

  /** A container of the account where no sshd answers. */
  public static String registerUnreachable(String account) {
    return register(container(account, name(), "127.0.0.1", 1));
  }

  public static String name() {
    return "web-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
