package dev.postern.deploy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.deploy.render.Rendered;
import dev.postern.deploy.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Components that no overlay has fit, and change nothing but what they are for. */
class OptionalPartsTest {

  private static final String OUTSIDE = "../src/test/k8s/credentials-outside";

  @Test
  void whoLetsTheInternetAskCredentialServiceBreaksThatRuleAlone() {
    Rendered rendered = Rendered.of(OUTSIDE);
    Set<String> broken = new TreeSet<>();
    Rules.all()
        .forEach(
            (name, rule) -> {
              if (!rule.problems(rendered).isEmpty()) {
                broken.add(name);
              }
            });

    assertThat(broken).containsExactly("no way in to exec");
  }

  @Test
  void theRouteIsWhatItsSchemaAllowsAndLeadsToWhatOwnersAndPlatformsNeed() {
    Rendered rendered = Rendered.of(OUTSIDE);
    List<String> problems = new ArrayList<>();
    rendered.all().forEach(one -> problems.addAll(Schemas.problems(one)));

    assertThat(problems).isEmpty();
    assertThat(rendered.get("HTTPRoute", "credential-service").at("/spec/rules/0/matches"))
        .extracting(match -> match.at("/path/value").asText())
        .containsExactly("/v1/containers", "/v1/password-resets", "/v1/access-keys");
    assertThat(rendered.get("Certificate", "edge").at("/spec/dnsNames"))
        .extracting(name -> name.asText())
        .contains("credentials.postern.example.org")
        .doesNotHaveDuplicates();
  }
}
