package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands that people type. */
@ExtendWith(StartedProduct.class)
class LauncherTest {

  @Test
  void upProvesItsMainJobBeforeYourEyes() {
    assertThat(StartedProduct.Running.output())
        .containsIgnoringCase("mail")
        .contains("uid=0(root)")
        .containsIgnoringCase("reset")
        .contains("not a security boundary");
  }

  @Test
  void statusNamesEveryPart() {
    assertThat(Postern.run("status").expect(0).out())
        .contains(
            "credential-service",
            "notification-service",
            "key-service",
            "ip-service",
            "Kafka",
            "PostgreSQL");
  }

  @Test
  void theDemoAccountHasTwoContainersThatAreReady() {
    JsonNode items =
        Api.credentials("demo").get("/v1/containers?environment=shop").json().get("items");

    assertThat(items.findValuesAsText("name")).contains("web-1", "db-1");
    for (JsonNode item : items) {
      assertThat(item.at("/addresses/0/address").asText()).startsWith("127.77.");
    }
  }

  @Test
  void secretsAreTheOwnersOnly() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.walk(Postern.data().resolve("secrets"))) {
      files
          .filter(Files::isRegularFile)
          .forEach(f -> assertThat(permissions(f)).as(f.toString()).isEqualTo("rw-------"));
    }
  }

  @Test
  void anUnknownCommandOrAccountSaysWhatThereIs() {
    assertThat(Postern.run("token", "nobody").out()).contains("demo", "platform");
    assertThat(Postern.run("fly").exit()).isNotZero();
    assertThat(Postern.run("--help").expect(0).out()).contains("up", "down", "status", "test");
  }

  @Test
  void aSecondUpSaysThatTheProductRuns() {
    assertThat(Postern.run("up", "--detach").out()).containsIgnoringCase("running");
  }

  private static String permissions(java.nio.file.Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
