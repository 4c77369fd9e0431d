package dev.postern.deploy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.deploy.render.Rendered;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that notices nothing is worth nothing: each is shown mistakes that it must notice. */
class MutantsTest {

  static Stream<Mutant> mutants() {
    return Stream.of(
            FitMutants.all(),
            PodMutants.all(),
            RightsMutants.all(),
            KafkaMutants.all(),
            AdmissionMutants.all(),
            EdgeMutants.all(),
            AddressMutants.all(),
            SiteMutants.all(),
            SecretMutants.all())
        .flatMap(mutants -> mutants);
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isNoticed(Mutant mutant) {
    Rule rule = Rules.all().get(mutant.rule());
    Rendered rendered = Rendered.of(mutant.kustomization());
    assertThat(rule.problems(rendered)).isEmpty();

    mutant.change().accept(rendered);

    assertThat(rule.problems(rendered)).isNotEmpty();
  }

  @Test
  void everyRuleHasOne() {
    Set<String> shown = mutants().map(Mutant::rule).collect(Collectors.toCollection(TreeSet::new));

    assertThat(shown).containsExactlyInAnyOrderElementsOf(Rules.all().keySet());
  }
}
