package dev.postern.key;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import org.hibernate.reactive.mutiny.Mutiny;

@AnalyzeClasses(packages = "dev.postern.key", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CYCLE =
      slices()
          .matching("dev.postern.key.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a feature that can be read alone can be changed alone");

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

  @ArchTest
  static final ArchRule ENDPOINTS_NAME_THEIR_ROLES =
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
          .because("authorisation by path can be walked around; an annotation cannot");

  @ArchTest
  static final ArchRule EVENTS_GO_THROUGH_THE_OUTBOX =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.apache\\.kafka\\.clients\\.producer\\..*|.*\\.(Emitter|MutinyEmitter|Outgoing)")
          .because("an event that is not in the transaction of its state is lost in a crash");

  @ArchTest
  static final ArchRule NOTHING_BLOCKS =
      noClasses()
          .should()
          .callMethod("io.smallrye.mutiny.Uni", "await")
          .because("an event loop that waits serves nobody");

  @ArchTest
  static final ArchRule NAMES_ARE_THE_FIELDS_OWN =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Settings|Rows)(\\$.*)?")
          .because("such a name says nothing about what the class knows");

  @ArchTest
  static final ArchRule ROWS_ARE_DELETED_BY_STATEMENT =
      noClasses()
          .should()
          .callMethod(Mutiny.Session.class, "remove", Object.class)
          .because(
              "Hibernate Reactive keeps the deletion in a field of the entity's persister, so two"
                  + " event loops that delete rows of one table end each other's transactions");
}
