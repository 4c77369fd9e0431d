package dev.postern.credential.testing;

import static io.restassured.RestAssured.given;

import dev.postern.backends.testing.Backends;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Requests as the accounts of the contracts send them. */
public final class Requests {

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
    return response.path("id");
  }

  /** A container of the account where no sshd answers. */
  public static String registerUnreachable(String account) {
    return register(container(account, name(), "127.0.0.1", 1));
  }

  public static String name() {
    return "web-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
