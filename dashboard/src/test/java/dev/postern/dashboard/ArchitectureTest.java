package dev.postern.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;

@AnalyzeClasses(
    packages = "dev.postern.dashboard",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PAGES_NAME_WHO_MAY_SEE_THEM =
      methods()
          .that()
          .areAnnotatedWith(GET.class)
          .or()
          .areAnnotatedWith(POST.class)
          .and()
          .areDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Resource")
          .should()
          .beAnnotatedWith(RolesAllowed.class)
          .orShould()
          .beAnnotatedWith(PermitAll.class)
          .orShould()
          .beAnnotatedWith(Authenticated.class)
          .orShould()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(Authenticated.class)
          .orShould()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(RolesAllowed.class)
          .orShould()
          .beDeclaredInClassesThat()
          .areInterfaces()
          .because("authorisation by path can be walked around; an annotation cannot");

  @ArchTest
  static final ArchRule IT_OWNS_NOTHING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "io.vertx.sqlclient..", "java.sql..")
          .because("the services are the only owners; pages know their REST alone");

  @ArchTest
  static final ArchRule NOTHING_BLOCKS =
      noClasses()
          .should()
          .callMethod("io.smallrye.mutiny.Uni", "await")
          .because("an event loop that waits serves nobody");

  @ArchTest
  static final ArchRule NO_CIRCLES =
      slices().matching("dev.postern.dashboard.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NAMES_ARE_THE_FIELDS_OWN =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
          .because("such a name says nothing about what the class knows");
}
