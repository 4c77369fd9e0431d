package dev.postern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rule that cannot fail is no rule: each one meets classes that break it, and ones that do not.
 */
class RulesTest {

  private static final JavaClasses BAD = of("dev.postern.sample.left", "dev.postern.sample.right");
  private static final JavaClasses GOOD = of("dev.postern.sample.good");

  static Stream<ArchRule> rules() {
    return Stream.of(
        ModuleRules.FEATURES_FORM_NO_CYCLE,
        ModuleRules.NAMES_SAY_WHAT_THE_CLASS_IS,
        ModuleRules.TABLES_ARE_READ_BY_REPOSITORIES,
        ModuleRules.plainJava("dev.postern.sample.right"),
        ServiceRules.NOTHING_AWAITS,
        ServiceRules.ENDPOINTS_SAY_WHO_MAY_CALL_THEM,
        ServiceRules.ENDPOINTS_ARE_PUBLIC,
        ServiceRules.ENDPOINTS_ARE_FOUND_BY_NAME,
        ServiceRules.NO_ENDPOINT_IS_OPEN_TO_ALL);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void classesThatBreakTheRuleAreFound(ArchRule rule) {
    assertThat(rule.evaluate(BAD).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void classesThatKeepTheRulePass(ArchRule rule) {
    assertThat(rule.allowEmptyShould(true).evaluate(GOOD).hasViolation()).isFalse();
  }

  private static JavaClasses of(String... packages) {
    return new ClassFileImporter().importPackages(packages);
  }
}
