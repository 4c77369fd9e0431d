package dev.postern.key;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.architecture.DataServiceRules;
import dev.postern.architecture.ServiceRules;

@AnalyzeClasses(packages = "dev.postern.key", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests COMMON = ArchTests.in(DataServiceRules.class);

  @ArchTest
  static final ArchRule NO_ENDPOINT_IS_OPEN_TO_ALL = ServiceRules.NO_ENDPOINT_IS_OPEN_TO_ALL;

  @ArchTest
  static final ArchRule VALIDATION_IS_PLAIN_JAVA =
      classes()
          .that()
          .resideInAPackage("..validation..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "dev.postern.key.validation..", "org.apache.sshd..", "org.bouncycastle..")
          .because(
              "rules about keys are tested in milliseconds, and what cannot log cannot log a"
                  + " private key that was pasted");
}
