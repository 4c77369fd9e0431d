package dev.postern.deploy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests set what the built services read, and all that these cannot do without. */
class VariablesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key-service",
        "ip-service",
        "credential-service",
        "notification-service",
        "ssh-gateway",
        "dashboard",
        "audit-notary"
      })
  void areThoseOfTheService(String service) throws IOException {
    Variables variables = variables(service);

    for (String overlay : List.of("overlays/dev", "overlays/prod")) {
      assertThat(variables.problems(Rendered.of(overlay).get("Deployment", service))).isEmpty();
    }
  }

  @Test
  void aMistakeIsNoticed() throws IOException {
    Variables variables = variables("notification-service");

    assertThat(variables.problems(renamed("QUARKUS_MAILER_HOST", "QUARKUS_MAIL_HOST"))).hasSize(1);
    // Injected by name, and so asked for at the start.
    assertThat(variables.problems(renamed("QUARKUS_MAILER_FROM", "QUARKUS_MAILER_BOUNCE_ADDRESS")))
        .hasSize(1);
    assertThat(variables.problems(renamed("POSTERN_GATEWAY_HOST", "POSTERN_GATEWAY_HOSTS")))
        .hasSize(2);
    assertThat(variables.problems(renamed("KAFKA_SSL_KEYSTORE_TYPE", "KAFKA_KEYSTORE_TYPE")))
        .hasSize(1);
    // Fixed when the application is built: a variable would change nothing.
    assertThat(variables.problems(renamed("QUARKUS_MAILER_PORT", "QUARKUS_DATASOURCE_DB_KIND")))
        .hasSize(1);
  }

  @Test
  void migrationsThatWouldNotStartAreNoticed() throws IOException {
    Variables variables = variables("credential-service");
    Manifest deployment = Rendered.of("overlays/prod").get("Deployment", "credential-service");

    ((ArrayNode) deployment.at("/spec/template/spec/initContainers/0/env"))
        .removeIf(one -> one.path("name").asText().equals("POSTERN_ACCESS_MANAGEMENT_KEY"));

    assertThat(variables.problems(deployment)).hasSize(1);
  }

  private static Variables variables(String service) throws IOException {
    Optional<BuiltService> built = BuiltService.of(service);
    assumeTrue(built.isPresent(), service + " is not built");
    return new Variables(built.orElseThrow());
  }

  private static Manifest renamed(String from, String to) {
    Manifest deployment = Rendered.of("overlays/prod").get("Deployment", "notification-service");
    deployment
        .at("/spec/template/spec/containers/0/env")
        .forEach(
            variable -> {
              if (variable.path("name").asText().equals(from)) {
                ((ObjectNode) variable).put("name", to);
              }
            });
    return deployment;
  }
}
