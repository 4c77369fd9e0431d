package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.backends.containers.ContainerAddress;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client sends, the service answers with a problem that says what to do, and stores
 * nothing.
 */
@ExtendWith(StartedProduct.class)
class BadInputTest {

  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl t";

  /** One endpoint that takes a body, a body that it accepts, and an account that may send it. */
  record Endpoint(
      String method, String path, String good, Function<String, Api> service, String account) {

    Api api() {
      return service.apply(account);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static Stream<Endpoint> endpoints() {
    return Stream.of(
        new Endpoint(
            "POST",
            "/v1/containers",
            """
            {"account":"demo","name":"bad-1","environment":"shop",
             "access":{"adapter":"ssh","host":"%s","port":2222}}\
            """
                .formatted(ContainerAddress.of(Postern.INSTANCE, 251)),
            Api::credentials,
            "platform"),
        new Endpoint(
            "POST",
            "/v1/password-resets",
            "{\"environment\":\"no-such\"}",
            Api::credentials,
            "demo"),
        new Endpoint("POST", "/v1/keys", "{\"key\":\"" + KEY + "\"}", Api::keys, "demo"),
        new Endpoint(
            "POST",
            "/v1/pools",
            "{\"name\":\"p\",\"cidr\":\"127.99.0.0/24\"}",
            Api::ips,
            "operator"),
        new Endpoint(
            "PUT", "/v1/contact", "{\"email\":\"x@postern.test\"}", Api::notifications, "demo"),
        new Endpoint(
            "PUT",
            "/v1/accounts/demo/contact",
            "{\"email\":\"x@postern.test\"}",
            Api::notifications,
            "platform"));
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void unreadableBodiesAreProblems(Endpoint endpoint) {
    for (String body : List.of("", "nonsense", "[]", "7", "null", "{", "{} {}")) {
      assertProblem(send(endpoint.api(), endpoint, body), 400, body);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void unknownFieldsAreNamed(Endpoint endpoint) {
    String body = endpoint.good().replaceFirst("\\{", "{\"colour\":\"red\",");

    Api.Answer answer = send(endpoint.api(), endpoint, body);

    assertProblem(answer, 400, body);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("colour");
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void wrongTypesAreProblems(Endpoint endpoint) {
    String body = endpoint.good().replaceFirst(":\\s*\"[^\"]*\"", ":{\"a\":[1]}");

    assertProblem(send(endpoint.api(), endpoint, body), 400, body);
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void bodiesOver64KiBAreTooLarge(Endpoint endpoint) {
    String body = endpoint.good().replaceFirst("\\{", "{\"x\":\"" + "a".repeat(70_000) + "\",");

    assertProblem(send(endpoint.api(), endpoint, body), 413, "70 kB");
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void strangersAreUnauthenticated(Endpoint endpoint) {
    assertProblem(send(endpoint.api().anonymous(), endpoint, endpoint.good()), 401, "no token");
    for (String token : List.of("x", "a.b.c", ForeignTokens.token(), ForeignTokens.unsigned())) {
      Api stranger = endpoint.api().withToken(token);
      assertProblem(send(stranger, endpoint, endpoint.good()), 401, token);
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void rolesAreNeeded(Endpoint endpoint) {
    Api auditor = endpoint.service().apply("auditor");

    assertProblem(send(auditor, endpoint, endpoint.good()), 403, "auditor");
  }

  private static Api.Answer send(Api api, Endpoint endpoint, String body) {
    return api.send(endpoint.method(), endpoint.path(), body);
  }

  private static void assertProblem(Api.Answer answer, int status, String what) {
    assertThat(answer.status()).as(what + " → " + answer.text()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.json().path("title").asText()).isNotEmpty();
    assertThat(answer.json().path("detail").asText()).isNotEmpty();
    assertThat(answer.text()).doesNotContain("Exception", "dev.postern", "\tat ");
  }
}
