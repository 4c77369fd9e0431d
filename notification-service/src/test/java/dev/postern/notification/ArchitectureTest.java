package dev.postern.notification;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.architecture.DataServiceRules;

@AnalyzeClasses(
    packages = "dev.postern.notification",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests COMMON = ArchTests.in(DataServiceRules.class);

  @ArchTest
  static final ArchRule CONSUMERS_NEVER_MAIL =
      noClasses()
          .that()
          .resideInAPackage("..events..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus.mailer..", "io.vertx.ext.mail..", "..smtp..", "..delivery..")
          .because("a mail outage must never block a partition");

  @ArchTest
  static final ArchRule ONE_PLACE_TALKS_TO_THE_MAIL_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackage("..smtp..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "io\\.quarkus\\.mailer\\.(Mailer|reactive\\..*)|io\\.vertx\\.ext\\.mail\\.MailClient|"
                  + "io\\.vertx\\.mutiny\\.ext\\.mail\\..*")
          .because("a mail that another client sends cannot be ended, and leaves when it likes");

  @ArchTest
  static final ArchRule ONLY_SECRETS_DECRYPT =
      noClasses()
          .that()
          .resideOutsideOfPackage("..secret..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.crypto.tink..")
          .because("a second place that opens secrets is a second place that leaks them");
}
