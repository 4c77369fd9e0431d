package dev.postern.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.architecture.ServiceRules;

@AnalyzeClasses(
    packages = "dev.postern.dashboard",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests COMMON = ArchTests.in(ServiceRules.class);

  @ArchTest
  static final ArchRule IT_OWNS_NOTHING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "io.vertx.sqlclient..", "java.sql..")
          .because("the services are the only owners; pages know their REST alone");
}
