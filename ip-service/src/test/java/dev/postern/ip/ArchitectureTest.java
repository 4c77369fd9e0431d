package dev.postern.ip;

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

@AnalyzeClasses(packages = "dev.postern.ip", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests COMMON = ArchTests.in(DataServiceRules.class);

  @ArchTest
  static final ArchRule NO_ENDPOINT_IS_OPEN_TO_ALL = ServiceRules.NO_ENDPOINT_IS_OPEN_TO_ALL;

  @ArchTest
  static final ArchRule ARITHMETIC_IS_PLAIN_JAVA = ModuleRules.plainJava("..ip.address..");

  @ArchTest
  static final ArchRule THE_ADDRESS_LIBRARY_STAYS_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..ip.address..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("inet.ipaddr..")
          .because("what is canonical is decided in one place");

  @ArchTest
  static final ArchRule THE_PLANE_KNOWS_NO_LEDGER =
      noClasses()
          .that()
          .resideInAnyPackage("..ip.plane..", "..ip.relay..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..ip.attachment..", "..ip.ledger..", "..ip.pool..", "org.hibernate..")
          .because("another plane replaces this one without touching what was decided");

  @ArchTest
  static final ArchRule NOBODY_TALKS_TO_THE_RELAY_ITSELF =
      classes()
          .that()
          .resideInAPackage("..ip.relay..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("..ip.relay..")
          .because("everything goes through the seam AddressPlane");
}
