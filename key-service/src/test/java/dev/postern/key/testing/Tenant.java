package dev.postern.key.testing;

import static io.restassured.RestAssured.given;

import dev.postern.backends.testing.Backends;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** An account with its token, and the calls that it makes. */
public record Tenant(String account, String token) {

  public static Tenant of(String account) {
    return new Tenant(account, Backends.issuer().token(account));
  }

  /** An account that no other test has. */
  public static Tenant unique() {
    return of("t-" + UUID.randomUUID());
  }

  public RequestSpecification request() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  public Response add(String key) {
    return add(Map.of("key", key));
  }

  public Response add(Map<String, ?> body) {
    return request().body(body).post("/v1/keys");
  }

  public Response add(String key, String name, Object value) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("key", key);
    body.put(name, value);
    return add(body);
  }

  public String addedId(String key) {
    return add(key).then().statusCode(201).extract().path("id");
  }

  /** Shares one of the tenant's environments. */
  public Response share(String environment, String with) {
    return request().body(Map.of("environment", environment, "with", with)).post("/v1/shares");
  }

  public Response list() {
    return given().auth().oauth2(token).get("/v1/keys");
  }

  public Response get(String id) {
    return given().auth().oauth2(token).get("/v1/keys/{id}", id);
  }

  public Response remove(String id) {
    return given().auth().oauth2(token).delete("/v1/keys/{id}", id);
  }

  /** A line that nobody has added yet. */
  public static String newKey(String comment) {
    byte[] point = Arrays.copyOfRange(newEd25519(), 12, 44);
    byte[] blob = new byte[51];
    byte[] head = {0, 0, 0, 11, 's', 's', 'h', '-', 'e', 'd', '2', '5', '5', '1', '9', 0, 0, 0, 32};
    System.arraycopy(head, 0, blob, 0, head.length);
    System.arraycopy(point, 0, blob, head.length, point.length);
    return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob) + " " + comment;
  }

  private static byte[] newEd25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
