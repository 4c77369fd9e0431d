package dev.postern.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.postern.local",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule FEATURES_DO_NOT_DEPEND_ON_EACH_OTHER_IN_CIRCLES =
      slices()
          .matching("dev.postern.local.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature is read, tested and moved by itself");

  @ArchTest
  static final ArchRule THE_SMOKE_TEST_USES_PUBLIC_APIS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("..smoketest..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "dev.postern.backends..", "..parts..", "..secrets..", "..containers..")
                  .and(resideOutsideOfPackage("dev.postern.backends.ssh..")))
          .because("it tests what a user can do, with ssh and the public APIs");
}
