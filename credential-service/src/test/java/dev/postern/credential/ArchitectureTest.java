package dev.postern.credential;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.architecture.DataServiceRules;
import dev.postern.architecture.ModuleRules;
import dev.postern.architecture.ServiceRules;
import jakarta.persistence.Entity;
import org.apache.sshd.client.SshClient;

@AnalyzeClasses(
    packages = "dev.postern.credential",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests COMMON = ArchTests.in(DataServiceRules.class);

  @ArchTest
  static final ArchRule NO_ENDPOINT_IS_OPEN_TO_ALL = ServiceRules.NO_ENDPOINT_IS_OPEN_TO_ALL;

  @ArchTest
  static final ArchRule ROWS_STAY_IN_THEIR_FEATURE =
      classes()
          .that()
          .areAnnotatedWith(Entity.class)
          .should()
          .bePackagePrivate()
          .because("another feature that changed a row would go around its rules and its events");

  @ArchTest
  static final ArchRule ONLY_THE_ADAPTER_KNOWS_SSH =
      noClasses()
          .that()
          .resideOutsideOfPackage("..access.ssh..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(SshClient.class)
          .because("containers are reached in several ways; the seam hides which");

  @ArchTest
  static final ArchRule PASSWORDS_ARE_PLAIN_JAVA = ModuleRules.plainJava("..credential.password..");
}
