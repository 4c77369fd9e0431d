package dev.postern.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.architecture.ModuleRules;

@AnalyzeClasses(
    packages = "dev.postern.audit",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests COMMON = ArchTests.in(ModuleRules.class);

  @ArchTest
  static final ArchRule NOTHING_IS_WRITTEN_TO_THE_LOG =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka.clients.producer..", "org.apache.kafka.clients.admin..")
          .because("an auditor's tool changes nothing, whatever rights it is given");

  @ArchTest
  static final ArchRule ONLY_THE_LOG_IS_ASKED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "java.net.http..")
          .because("an answer must follow from the log alone");
}
