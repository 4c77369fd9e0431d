package dev.postern.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import org.hibernate.reactive.mutiny.Mutiny;

@AnalyzeClasses(packages = "dev.postern.notification", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CYCLE =
      slices()
          .matching("dev.postern.notification.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature must be understood without those that use it");

  @ArchTest
  static final ArchRule CONSUMERS_NEVER_MAIL =
      noClasses()
          .that()
          .resideInAPackage("..events..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus.mailer..", "io.vertx.ext.mail..", "..delivery..")
          .because("a mail outage must never block a partition");

  @ArchTest
  static final ArchRule ONLY_SECRETS_DECRYPT =
      noClasses()
          .that()
          .resideOutsideOfPackage("..secret..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.crypto.tink..")
          .because("a second place that opens secrets is a second place that leaks them");

  @ArchTest
  static final ArchRule EVERY_ENDPOINT_SAYS_WHO_MAY =
      methods()
          .that()
          .areAnnotatedWith(GET.class)
          .or()
          .areAnnotatedWith(PUT.class)
          .or()
          .areAnnotatedWith(POST.class)
          .or()
          .areAnnotatedWith(DELETE.class)
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("..secret..")
          .should()
          .beAnnotatedWith(RolesAllowed.class)
          .orShould()
          .beAnnotatedWith(PermitAll.class)
          .because("authorisation by path can be bypassed");

  @ArchTest
  static final ArchRule NOTHING_BLOCKS =
      noClasses()
          .should()
          .callMethod(io.smallrye.mutiny.Uni.class, "await")
          .because("a blocked event loop stops every request and every mail");

  @ArchTest
  static final ArchRule ROWS_ARE_DELETED_BY_STATEMENT =
      noClasses()
          .should()
          .callMethod(Mutiny.Session.class, "remove", Object.class)
          .because(
              "Hibernate Reactive keeps the deletion in a field of the entity's persister, so two"
                  + " event loops that delete rows of one table end each other's transactions");
}
