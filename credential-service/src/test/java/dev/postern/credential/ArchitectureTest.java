package dev.postern.credential;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniAwait;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.apache.sshd.client.SshClient;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

@AnalyzeClasses(
    packages = "dev.postern.credential",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NOBODY_AWAITS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(UniAwait.class)
          .because("an await on an event loop stops every request of that loop");

  @ArchTest
  static final ArchRule EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT =
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
          .because("authorisation by path can be walked around; the annotation cannot");

  @ArchTest
  static final ArchRule ENDPOINTS_ARE_SEEN =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Path.class)
          .and()
          .areAnnotatedWith(RolesAllowed.class)
          .should()
          .bePublic()
          .because("Quarkus passes over an endpoint that is not public, with a warning only");

  @ArchTest
  static final ArchRule ROWS_STAY_IN_THEIR_FEATURE =
      classes()
          .that()
          .areAnnotatedWith(Entity.class)
          .should()
          .bePackagePrivate()
          .because("another feature that changed a row would go around its rules and its events");

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CYCLE =
      slices()
          .matching("dev.postern.credential.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature that can be read alone can be changed alone");

  @ArchTest
  static final ArchRule CONFIGURATION_IS_CALLED_SO =
      classes()
          .that()
          .areAnnotatedWith(ConfigMapping.class)
          .should()
          .haveSimpleNameEndingWith("Config")
          .because("one thing has one word in every service");

  @ArchTest
  static final ArchRule TABLES_ARE_READ_BY_REPOSITORIES =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Rows")
          .because("one thing has one word in every service");

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
  static final ArchRule ONLY_IDENTITY_READS_CLAIMS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(JsonWebToken.class)
          .because("who may see what is decided in one place");

  @ArchTest
  static final ArchRule PASSWORDS_NEED_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAPackage("..password..")
          .and()
          .resideOutsideOfPackage("..passwordreset..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "org.hibernate..")
          .because("rules are tested in milliseconds");

  @ArchTest
  static final ArchRule MESSAGES_ARE_HANDLED_ASYNCHRONOUSLY =
      methods()
          .that()
          .areAnnotatedWith(Incoming.class)
          .should()
          .haveRawReturnType(Uni.class)
          .because("a record counts as consumed only when its transaction is committed");

  @ArchTest
  static final ArchRule ROWS_ARE_DELETED_BY_STATEMENT =
      noClasses()
          .should()
          .callMethod(Mutiny.Session.class, "remove", Object.class)
          .because(
              "Hibernate Reactive keeps the deletion in a field of the entity's persister, so two"
                  + " event loops that delete rows of one table end each other's transactions");
}
