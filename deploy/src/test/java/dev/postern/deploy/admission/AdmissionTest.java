package dev.postern.deploy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.postern.deploy.render.Manifest;
import dev.postern.deploy.render.Rendered;
import dev.postern.deploy.schema.Schemas;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies admit what the services do, and of what rights would allow nothing else. */
class AdmissionTest {

  static Stream<Example> admitted() {
    return Examples.admitted();
  }

  static Stream<Example> refused() {
    return Examples.refused();
  }

  @ParameterizedTest
  @MethodSource("admitted")
  void admits(Example example) {
    assertThat(policy(example.policy()).refusals(example.review())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesForThisReasonAlone(Example example) {
    assertThat(policy(example.policy()).refusals(example.review()))
        .containsExactly(example.message());
  }

  /** What no API server would take anyway proves nothing; options of an exec have no schema. */
  @ParameterizedTest
  @MethodSource("stored")
  void examplesKeepToTheSchemas(Example example) {
    ObjectNode object = (ObjectNode) example.review().get("object");

    assertThat(Schemas.problems(new Manifest(object))).isEmpty();
  }

  static Stream<Example> stored() {
    return Stream.concat(admitted(), refused()).filter(one -> !one.request().equals("exec"));
  }

  /** A validation that no example needs could be taken away unseen. */
  @Test
  void everyValidationRefusesSomething() {
    Set<String> shown =
        refused().map(Example::message).collect(Collectors.toCollection(TreeSet::new));
    Set<String> said = new TreeSet<>();
    Rendered.of("overlays/prod")
        .ofKind("ValidatingAdmissionPolicy")
        .forEach(manifest -> said.addAll(new AdmissionPolicy(manifest).messages()));

    assertThat(shown).isEqualTo(said);
  }

  /** A setting that is no list of networks locks everything, and opens nothing. */
  @Test
  void networksThatAreNoneRefuseEverything() {
    Example example =
        Examples.admitted().filter(one -> one.request().startsWith("e")).toList().get(0);
    for (String networks : List.of("''", "'10.0.0.0'", "'10.0.0.0/8;192.0.2.0/24'", "'0.0.0.0'")) {
      AdmissionPolicy policy = policy("postern-address-endpoints");
      policy.manifest().object("/spec/variables/0").put("expression", networks + ".split(',')");

      assertThat(policy.refusals(example.review())).hasSize(1);
    }
  }

  /** With an IPv6 network beside those of the example settings. */
  private static AdmissionPolicy policy(String name) {
    Manifest manifest = Rendered.of("overlays/prod").get("ValidatingAdmissionPolicy", name);
    if (manifest.tree().at("/spec").has("variables")) {
      var networks = manifest.object("/spec/variables/0");
      String said = networks.get("expression").asText();
      assertThat(said).isEqualTo("'10.0.0.0/8,198.51.100.0/24'.split(',')");
      networks.put("expression", said.replace("/24'", "/24, 2001:db8:a::/48'"));
    }
    return new AdmissionPolicy(manifest);
  }
}
