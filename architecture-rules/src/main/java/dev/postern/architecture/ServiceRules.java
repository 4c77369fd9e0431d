package dev.postern.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** What everything that answers HTTP keeps. */
public final class ServiceRules {

  private static final String OPEN_TO_ALL = "jakarta.annotation.security.PermitAll";

  private static final List<String> VERBS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private static final List<String> CALLERS =
      List.of(
          "jakarta.annotation.security.RolesAllowed",
          OPEN_TO_ALL,
          "io.quarkus.security.Authenticated");

  @ArchTest static final ArchTests OF_EVERY_MODULE = ArchTests.in(ModuleRules.class);

  @ArchTest
  static final ArchRule NOTHING_AWAITS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("io.smallrye.mutiny.groups.UniAwait")
          .because("an await on an event loop stops every request of that loop");

  @ArchTest
  static final ArchRule ENDPOINTS_SAY_WHO_MAY_CALL_THEM =
      methods()
          .that(areEndpoints())
          .should(be(restricted()))
          .because("authorisation by path can be bypassed; an annotation cannot");

  @ArchTest
  static final ArchRule ENDPOINTS_ARE_PUBLIC =
      methods()
          .that(areEndpoints())
          .should()
          .bePublic()
          .because("Quarkus skips an endpoint that is not public, with no more than a warning");

  @ArchTest
  static final ArchRule ENDPOINTS_ARE_FOUND_BY_NAME =
      classes()
          .that()
          .areAnnotatedWith("jakarta.ws.rs.Path")
          .and()
          .areNotInterfaces()
          .should()
          .haveSimpleNameEndingWith("Resource")
          .because("the REST interface is found by name");

  @ArchTest
  static final ArchRule CONSUMERS_ARE_FOUND_BY_NAME =
      methods()
          .that()
          .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
          .should()
          .beDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Events")
          .allowEmptyShould(true)
          .because("one thing has one word in every service");

  @ArchTest
  static final ArchRule MESSAGES_ARE_HANDLED_ASYNCHRONOUSLY =
      methods()
          .that()
          .areAnnotatedWith("org.eclipse.microprofile.reactive.messaging.Incoming")
          .should()
          .haveRawReturnType("io.smallrye.mutiny.Uni")
          .allowEmptyShould(true)
          .because("a record counts as consumed only when its transaction is committed");

  /** For services whose every endpoint needs a token. */
  public static final ArchRule NO_ENDPOINT_IS_OPEN_TO_ALL =
      noMethods()
          .that(areEndpoints())
          .should()
          .beAnnotatedWith(OPEN_TO_ALL)
          .orShould()
          .beDeclaredInClassesThat()
          .areAnnotatedWith(OPEN_TO_ALL)
          .because("every caller has a token, and the token says what the caller may do");

  private ServiceRules() {}

  private static DescribedPredicate<JavaMethod> areEndpoints() {
    return DescribedPredicate.describe(
        "are endpoints",
        method ->
            VERBS.stream().anyMatch(verb -> has(method, "jakarta.ws.rs." + verb))
                && !INTERFACES.test(method.getOwner()));
  }

  private static DescribedPredicate<JavaMethod> restricted() {
    return DescribedPredicate.describe(
        "annotated with who may call them, on the method or its class",
        method ->
            CALLERS.stream().anyMatch(name -> has(method, name) || has(method.getOwner(), name)));
  }

  private static boolean has(CanBeAnnotated member, String annotation) {
    return annotatedWith(annotation).test(member);
  }
}
