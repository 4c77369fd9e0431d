package dev.postern.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.postern.architecture.ServiceRules;

@AnalyzeClasses(
    packages = "dev.postern.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest static final ArchTests COMMON = ArchTests.in(ServiceRules.class);

  @ArchTest
  static final ArchRule NO_ENDPOINT_IS_OPEN_TO_ALL = ServiceRules.NO_ENDPOINT_IS_OPEN_TO_ALL;

  @ArchTest
  static final ArchRule THE_MENU_AND_THE_GRAMMAR_ARE_PLAIN_JAVA =
      noClasses()
          .that()
          .resideInAnyPackage("..menu..", "..login..", "..limits..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.sshd..", "org.apache.kafka..", "io.quarkus..")
          .because("what a login means is tested in milliseconds");

  @ArchTest
  static final ArchRule ONLY_THE_SEND_QUEUE_WRITES_TO_A_CHANNEL =
      noClasses()
          .that()
          .resideOutsideOfPackage("..channel..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.sshd.common.channel.AbstractChannel")
          .because(
              "a message after CHANNEL_CLOSE on a shared connection reaches the next user's"
                  + " channel");

  @ArchTest
  static final ArchRule NOTHING_WAITS_ON_THE_THREADS_OF_CONNECTIONS =
      noClasses()
          .that()
          .resideInAnyPackage("..channel..", "..session..", "..upstream..", "..menu..")
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .because("a thread that waits serves none of the other clients");

  @ArchTest
  static final ArchRule A_LOGIN_ASKS_NOBODY =
      classes()
          .that()
          .resideInAPackage("..login..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.postern.gateway.login..",
              "dev.postern.gateway.view..",
              "dev.postern.events..")
          .because("a login must not depend on another service");
}
