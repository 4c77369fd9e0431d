package dev.postern.ip;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.hibernate.reactive.mutiny.Mutiny;

@AnalyzeClasses(packages = "dev.postern.ip", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CYCLE =
      slices()
          .matching("dev.postern.ip.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature that can be read alone can be changed alone");

  @ArchTest
  static final ArchRule ARITHMETIC_IS_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAPackage("..ip.address..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye..", "org.hibernate..")
          .because("rules that need no framework are tested in milliseconds");

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

  @ArchTest
  static final ArchRule EVERY_RESOURCE_SAYS_WHO_MAY =
      methods()
          .that()
          .areAnnotatedWith(GET.class)
          .or()
          .areAnnotatedWith(POST.class)
          .or()
          .areAnnotatedWith(PUT.class)
          .or()
          .areAnnotatedWith(DELETE.class)
          .should()
          .beAnnotatedWith(RolesAllowed.class)
          .orShould()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(RolesAllowed.class)
          .because("authorisation by path can be walked around");

  @ArchTest
  static final ArchRule RESOURCES_ARE_NAMED_SO =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .should()
          .haveSimpleNameEndingWith("Resource")
          .because("the REST interface is found by name");

  @ArchTest
  static final ArchRule NO_VAGUE_NAMES =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Settings|Rows)(\\$.*)?")
          .because("a name says what the thing is");

  @ArchTest
  static final ArchRule ROWS_ARE_DELETED_BY_STATEMENT =
      noClasses()
          .should()
          .callMethod(Mutiny.Session.class, "remove", Object.class)
          .because(
              "Hibernate Reactive keeps the deletion in a field of the entity's persister, so two"
                  + " event loops that delete rows of one table end each other's transactions");
}
