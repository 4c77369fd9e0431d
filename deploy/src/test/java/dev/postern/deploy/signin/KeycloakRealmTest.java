package dev.postern.deploy.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Project;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The realm gives the claims that docs/contracts.md asks for, to whom they belong. */
class KeycloakRealmTest {

  private final JsonNode realm = read();

  @Test
  void rolesAreThoseOfTheContracts() {
    assertThat(realm.at("/roles/realm").findValuesAsText("name"))
        .contains("user", "platform", "operator", "auditor", "service");
    assertThat(
            named("roles", "name", "default-roles-postern", realm.at("/roles/realm"))
                .at("/composites/realm"))
        .hasSize(1)
        .allSatisfy(role -> assertThat(role.asText()).isEqualTo("user"));
  }

  @Test
  void aTokenNamesTheAccountTheRolesAndEveryService() {
    JsonNode scope = named("scope", "name", "postern", realm.path("clientScopes"));

    assertThat(scope.findValuesAsText("claim.name")).containsExactlyInAnyOrder("roles", "account");
    assertThat(scope.findValuesAsText("included.custom.audience"))
        .containsExactlyInAnyOrder(
            "key-service",
            "ip-service",
            "credential-service",
            "notification-service",
            "ssh-gateway");
  }

  @Test
  void theMailingServiceReachesOneServiceOnly() {
    JsonNode scope = named("scope", "name", "postern-service", realm.path("clientScopes"));
    JsonNode client = named("client", "clientId", "notification-service", realm.path("clients"));

    assertThat(scope.findValuesAsText("included.custom.audience"))
        .containsExactly("credential-service");
    assertThat(client.path("defaultClientScopes").toString()).isEqualTo("[\"postern-service\"]");
    assertThat(client.path("publicClient").asBoolean()).isFalse();
    assertThat(
            named("user", "serviceAccountClientId", "notification-service", realm.path("users"))
                .path("realmRoles")
                .toString())
        .isEqualTo("[\"service\"]");
  }

  @Test
  void theDashboardSignsInByCodeWithProofKeyAndIsSentBackToItsOwnPagesOnly() {
    JsonNode client = named("client", "clientId", "dashboard", realm.path("clients"));

    assertThat(client.path("publicClient").asBoolean()).isFalse();
    assertThat(client.path("standardFlowEnabled").asBoolean()).isTrue();
    assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(client.at("/attributes/pkce.code.challenge.method").asText()).isEqualTo("S256");
    assertThat(client.at("/redirectUris/0").asText()).endsWith("/sign-in");
    assertThat(client.at("/attributes/post.logout.redirect.uris").asText())
        .endsWith("/signed-out")
        .doesNotContain("*");
  }

  @Test
  void nobodyChoosesHisOwnAccount() throws IOException {
    String profile = realm.findValue("kc.user.profile.config").get(0).asText();
    JsonNode account =
        named(
            "attribute",
            "name",
            "account",
            new ObjectMapper().readTree(profile).path("attributes"));

    assertThat(account.at("/permissions/edit").toString()).isEqualTo("[\"admin\"]");
    assertThat(realm.path("registrationAllowed").asBoolean()).isFalse();
  }

  @Test
  void noSecretIsInTheFile() {
    assertThat(List.of("secret", "credentials", "privateKey"))
        .allSatisfy(field -> assertThat(realm.findValues(field)).isEmpty());
  }

  private static JsonNode named(String what, String field, String name, JsonNode among) {
    return Manifest.items(among).stream()
        .filter(one -> one.path(field).asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + what + " " + name));
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(Project.manifests().resolve("components/sign-in/keycloak-realm.json").toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
