package dev.postern.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What every module keeps. */
public final class ModuleRules {

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CYCLE =
      slices()
          .matching("dev.postern.*.(*)..")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .because("a feature that can be read alone can be changed alone");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_THE_CLASS_IS =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?")
          .because("such a name says nothing about what the class knows");

  @ArchTest
  static final ArchRule TABLES_ARE_READ_BY_REPOSITORIES =
      noClasses()
          .should()
          .haveNameMatching(".*Rows(\\$.*)?")
          .because("one thing has one word in every service, and this one is a Repository");

  @ArchTest
  static final ArchRule CONFIGURATION_IS_NAMED_CONFIG =
      classes()
          .that()
          .areAnnotatedWith("io.smallrye.config.ConfigMapping")
          .should()
          .haveSimpleNameEndingWith("Config")
          .allowEmptyShould(true)
          .because("one thing has one word in every service");

  private ModuleRules() {}

  /**
   * The core of a module, which knows no framework.
   *
   * @param packages as ArchUnit names them, {@code ..address..}
   */
  public static ArchRule plainJava(String... packages) {
    return noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..",
            "io.smallrye..",
            "io.vertx..",
            "jakarta..",
            "org.apache.kafka..",
            "org.hibernate..")
        .because("rules that need no framework are tested in milliseconds");
  }
}
