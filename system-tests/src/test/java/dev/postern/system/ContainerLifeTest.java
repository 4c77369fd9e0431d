package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A container is stopped, started and deleted; its password outlives the first two. */
@ExtendWith(StartedProduct.class)
class ContainerLifeTest {

  private static final String DEMO = "demo@postern.test";
  private static final String NAME = "life-1";

  @Test
  void aPasswordSurvivesARestartAndEndsWithTheContainer() {
    String id = CreatedContainer.create(NAME);
    InboxMail mail = InboxMail.awaitNumber(1, DEMO, NAME);

    Postern.run("containers", "stop", NAME).expect(0);
    assertThat(MailedLogin.with(mail).stdout()).doesNotContain("uid=");
    assertThat(reset(id).get("state").asText()).isEqualTo("FAILED");

    Postern.run("containers", "start", NAME).expect(0);
    awaitLogin(mail);
    assertThat(InboxMail.about(DEMO, NAME))
        .filteredOn(InboxMail::hasPassword)
        .containsExactly(mail);

    Postern.run("containers", "delete", NAME).expect(0);
    assertThat(Api.credentials("demo").get("/v1/containers/" + id).status()).isEqualTo(404);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Api.ips("demo").get("/v1/ips?container=" + id).json().get("items").isEmpty());
    assertThat(MailedLogin.with(mail).stdout()).doesNotContain("uid=");
  }

  @Test
  void aContainerThatIsDeletedByRestIsEndedOnThisMachineToo() {
    String name = "life-2";
    String id = CreatedContainer.create(name);
    Path folder = Postern.data().resolve("containers").resolve(name);
    assertThat(folder).isDirectory();

    Api.credentials("platform").delete("/v1/containers/" + id).expect(204);

    await().atMost(Duration.ofSeconds(60)).until(() -> !Files.exists(folder));
  }

  /** An address follows its container within seconds. */
  private static void awaitLogin(InboxMail mail) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(MailedLogin.with(mail).stdout()).contains("uid=0(root)"));
  }

  private static JsonNode reset(String id) {
    return Api.credentials("demo")
        .post("/v1/containers/" + id + "/password-resets", "{}")
        .expect(202)
        .json();
  }
}
