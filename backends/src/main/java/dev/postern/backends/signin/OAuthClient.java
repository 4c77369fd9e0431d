package dev.postern.backends.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What may have tokens: an account, or a service that calls another.
 *
 * @param id the client id, and the token's {@code sub} and {@code azp}
 * @param role the one role it has
 * @param account whose things it may see; a service has none
 */
record OAuthClient(String id, String role, Optional<String> account) {

  /** The parts that accept tokens or call others; the audience of every token. */
  static final List<String> SERVICES =
      List.of(
          "credential-service",
          "notification-service",
          "key-service",
          "ip-service",
          "ssh-gateway",
          "dashboard");

  /** Those of people, in the order of the sign-in page. */
  static final List<String> ACCOUNTS = List.of("demo", "friend", "platform", "operator", "auditor");

  private static final List<String> STAFF = List.of("platform", "operator", "auditor");

  static OAuthClient account(String name) {
    return new OAuthClient(name, STAFF.contains(name) ? name : "user", Optional.of(name));
  }

  static OAuthClient service(String name) {
    return new OAuthClient(name, "service", Optional.empty());
  }

  /** A client of the token endpoint. */
  static Optional<OAuthClient> known(String id) {
    return all().filter(client -> client.id.equals(id)).findFirst();
  }

  static Stream<OAuthClient> all() {
    return Stream.concat(
        ACCOUNTS.stream().map(OAuthClient::account), SERVICES.stream().map(OAuthClient::service));
  }
}
