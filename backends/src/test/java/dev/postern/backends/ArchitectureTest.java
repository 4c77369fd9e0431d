package dev.postern.backends;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.architecture.ModuleRules;

@AnalyzeClasses(
    packages = "dev.postern.backends",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests common = ArchTests.in(ModuleRules.class);

  @ArchTest
  static final ArchRule testingStandsOnTop =
      noClasses()
          .that()
          .resideOutsideOfPackage("..testing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..backends.testing..", "io.quarkus..", "org.testcontainers..")
          .because("the launcher runs the backends without Quarkus' and Testcontainers' jars");

  @ArchTest
  static final ArchRule backendsDoNotNeedOneAnother =
      slices()
          .matching("dev.postern.backends.(kafka|postgres|mail|signin|containers)..")
          .should()
          .notDependOnEachOther()
          .because("each stands in for a server of its own, and is started alone");

  @ArchTest
  static final ArchRule mailIsReadInThePackageMail =
      noClasses()
          .that()
          .resideOutsideOfPackage("..backends.mail..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.subethamail..", "jakarta.mail..")
          .because("SMTP and MIME are hidden there");

  @ArchTest
  static final ArchRule jwtsAreMadeInThePackageSignin =
      noClasses()
          .that()
          .resideOutsideOfPackage("..backends.signin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..")
          .because("keys, secrets and tokens are hidden there");
}
