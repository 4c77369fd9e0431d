package dev.postern.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

/** What every service with a database and an outbox keeps. */
public final class DataServiceRules {

  @ArchTest static final ArchTests OF_EVERY_SERVICE = ArchTests.in(ServiceRules.class);

  @ArchTest
  static final ArchRule ONLY_IDENTITY_READS_CLAIMS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.eclipse.microprofile.jwt.JsonWebToken")
          .because("one place decides whose things a caller may see");

  @ArchTest
  static final ArchRule EVENTS_GO_THROUGH_THE_OUTBOX =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.apache\\.kafka\\.clients\\.producer\\..*|.*\\.(Emitter|MutinyEmitter|Outgoing)")
          .because("an event that is not in the transaction of its state is lost in a crash");

  @ArchTest
  static final ArchRule ROWS_ARE_DELETED_BY_STATEMENT =
      noClasses()
          .should()
          .callMethod("org.hibernate.reactive.mutiny.Mutiny$Session", "remove", "java.lang.Object")
          .because(
              "Hibernate Reactive keeps the deletion in a field of the entity's persister, so two"
                  + " event loops that delete rows of one table end each other's transactions");

  private DataServiceRules() {}
}
