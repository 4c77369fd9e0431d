package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.containers.ContainerAddress;
import dev.postern.backends.ssh.SshClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promises 1, 2 and 5 on the started product, with the real client. */
@ExtendWith(StartedProduct.class)
class MailedPasswordTest {

  private static final String DEMO = "demo@postern.test";

  @Test
  void theMailedPasswordLogsInUntilTheNextOneReplacesIt() {
    String id = CreatedContainer.create("path-1");

    InboxMail created = InboxMail.awaitNumber(1, DEMO, "path-1");
    assertThat(created.to()).isEqualTo(DEMO);
    assertThat(created.text()).contains("Login: root");
    assertThat(created.html()).contains(created.password(), "path-1");
    assertThat(created.sshLine()).startsWith("ssh ").contains("root@127.77." + Postern.INSTANCE);
    assertThat(MailedLogin.with(created).stdout()).contains("uid=0(root)");

    Api.credentials("demo").post("/v1/containers/" + id + "/password-resets", "{}").expect(202);
    InboxMail reset = InboxMail.awaitNumber(2, DEMO, "path-1");

    assertThat(reset.password()).isNotEqualTo(created.password());
    assertThat(MailedLogin.with(reset).stdout()).contains("uid=0(root)");
    SshClient.Result old = MailedLogin.at(reset.sshLine(), created.password());
    assertThat(old.exit()).isNotZero();
    assertThat(old.stdout()).doesNotContain("uid=");

    awaitState(id, "NOTIFIED");
    assertThat(InboxMail.about(DEMO, "path-1")).hasSize(2);
    assertNowhere(new SecretSearch(created.password(), reset.password()));
  }

  @Test
  void twoResetsAtOnceEndWithOnePasswordThatLogsIn() {
    String id = CreatedContainer.create("race-1");
    InboxMail.awaitNumber(1, DEMO, "race-1");

    Stream.of(1, 2)
        .parallel()
        .forEach(
            n ->
                Api.credentials("demo")
                    .post("/v1/containers/" + id + "/password-resets", "{}")
                    .expect(202));

    awaitState(id, "NOTIFIED");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(MailedLogin.with(InboxMail.about(DEMO, "race-1").get(0)).stdout())
                    .contains("uid=0(root)"));
  }

  @Test
  void aContainerWhoseSshdDoesNotAnswerSaysSoAndGetsNoMail() {
    String id =
        Api.credentials("platform")
            .post(
                "/v1/containers",
                """
                {"account":"demo","name":"silent-1","environment":"shop",
                 "access":{"adapter":"ssh","host":"%s","port":2222}}\
                """
                    .formatted(ContainerAddress.of(Postern.INSTANCE, 250)))
            .expect(201)
            .json()
            .get("id")
            .asText();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !credential(id).path("reason").asText("").isEmpty());

    assertThat(credential(id).get("state").asText()).isEqualTo("APPLYING");
    assertThat(InboxMail.about(DEMO, "silent-1")).isEmpty();
    Api.credentials("platform").delete("/v1/containers/" + id).expect(204);
  }

  private static JsonNode credential(String id) {
    return Api.credentials("demo").get("/v1/containers/" + id).expect(200).json().get("credential");
  }

  private static void awaitState(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(
            () -> assertThat(credential(id).toString()).contains("\"state\":\"" + state + "\""));
  }

  /** Not in any record of any topic, nor in any log. */
  private static void assertNowhere(SecretSearch search) {
    for (List<SearchedPlace> places : List.of(SearchedPlaces.topics(), SearchedPlaces.logs())) {
      assertThat(places).isNotEmpty();
      places.forEach(place -> assertThat(search.in(place.content())).as(place.where()).isEmpty());
    }
  }
}
