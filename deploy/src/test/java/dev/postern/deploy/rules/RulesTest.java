package dev.postern.deploy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.deploy.render.Rendered;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule holds for everything that is applied. */
class RulesTest {

  static Stream<Arguments> cases() {
    return Rendered.applied().stream()
        .flatMap(one -> Rules.all().keySet().stream().map(rule -> Arguments.of(one, rule)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void holds(String kustomization, String rule) {
    assertThat(Rules.all().get(rule).problems(Rendered.of(kustomization))).isEmpty();
  }
}
