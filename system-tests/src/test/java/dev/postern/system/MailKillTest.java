package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.postern.backends.mail.Fault;
import dev.postern.backends.mail.FaultyMailServer;
import dev.postern.backends.mail.ReceivedMail;
import dev.postern.system.KillTestbed.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real notification-service dies at the steps of a mail's life, one after the other, and its
 * mail leaves all the same: once, and once more for each death between the mail server's acceptance
 * and the commit of our record of it. Every duplicate is the same mail. credential-service is the
 * real one too; the password logs in, and its secret is gone afterwards.
 *
 * <p>Every run kills it at three steps; {@code ./postern test --soak} at all eight, while the mail
 * server has the mail and has not answered, and kills Kafka and PostgreSQL in the middle.
 */
class MailKillTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern PASSWORD = Pattern.compile("(?m)^Password: (\\S+)\\s*$");

  @TempDir static Path folder;

  private static KillTestbed scene;
  private static FaultyMailServer mailServer;
  private static KillableService credentials;
  private static KillableService notifications;
  private static Web web;

  @BeforeAll
  static void startAll() throws Exception {
    scene = new KillTestbed(folder);
    mailServer = FaultyMailServer.start();
    credentials = scene.credentials();
    notifications = scene.notifications(credentials, mailServer.port());
    credentials.start();
  }

  /** Each test has its own container, whose password is not mailed yet. */
  @BeforeEach
  void newContainer() throws IOException {
    web = scene.registered(credentials, scene.register(credentials));
    await().atMost(PATIENCE).until(() -> scene.events().told(web.id()).containsKey(1L));
  }

  @AfterEach
  void stopMailing() {
    notifications.close();
  }

  @AfterAll
  static void stopAll() {
    Stream.of(notifications, credentials, mailServer, scene).forEach(MailKillTest::close);
  }

  @Test
  void aMailLeavesThoughItsSenderDiesBeforeAndAfterTheMailServerTookIt() throws Exception {
    dieInTurn(List.of("CLAIMED", "ACCEPTED", "RECORDED"));

    assertMailed(2);
  }

  @Test
  @Tag("soak")
  void aMailLeavesThoughItsSenderDiesAtEveryStep() throws Exception {
    dieInTurn(
        List.of(
            "CONSUMING",
            "CLAIMED",
            "CONSUMED",
            "LEASED",
            "ACCEPTED",
            "RECORDING",
            "RECORDED",
            "ACKNOWLEDGED"));

    assertMailed(3);
  }

  @Test
  @Tag("soak")
  void aMailIsSentAgainWhereItsSenderDiesBeforeTheMailServerAnswers() throws Exception {
    int before = mailServer.transmitted().size();
    mailServer.then(Fault.slow(Duration.ofSeconds(5)));
    notifications.start();
    putContact();
    await().atMost(PATIENCE).until(() -> mailServer.transmitted().size() > before);
    notifications.kill();

    notifications.start();

    assertMailed(2);
  }

  @Test
  @Tag("soak")
  void everyMailLeavesThoughKafkaAndPostgresAreKilledMeanwhile() throws Exception {
    notifications.start();
    putContact();
    awaitMailed(1);
    for (int i = 0; i < 3; i++) {
      long generation = scene.reset(credentials, web);
      scene.stores().killPostgres();
      scene.stores().killKafka();
      awaitMailed(generation);
      assertThat(web.loginWith(password(last()))).contains("uid=0(root)");
    }
  }

  private static void dieInTurn(List<String> failpoints) throws Exception {
    for (String failpoint : failpoints) {
      notifications.startToDieAt(failpoint);
      putContact();
      notifications.awaitDeath();
    }
    notifications.start();
  }

  /** Kills it, if it is not dead already. */
  private static void putContact() {
    String contact = "{\"email\":\"demo@postern.test\"}";
    notifications.tryTo("PUT", "/v1/accounts/demo/contact", scene.token("platform"), contact);
  }

  private static void assertMailed(int times) throws Exception {
    awaitMailed(1);
    assertThat(mails()).hasSize(times);
    assertThat(mails()).extracting(ReceivedMail::messageId).containsOnly(last().messageId());
    assertThat(mails()).extracting(ReceivedMail::text).containsOnly(last().text());
    assertThat(web.loginWith(password(last()))).contains("uid=0(root)");
    String secret = scene.events().told(web.id()).get(1L).get(0).path("secretRef").asText();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        credentials.status(
                            "POST", "/internal/v1/secrets/" + secret + "/lease", scene.mailer()))
                    .isEqualTo(410));
    assertThat(scene.events().mailsTold(web.id(), 1)).hasSize(1);
  }

  private static void awaitMailed(long generation) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () -> {
              JsonNode now = scene.credential(credentials, web);
              assertThat(now.path("generation").asLong()).isEqualTo(generation);
              assertThat(now.path("state").asText()).isEqualTo("NOTIFIED");
            });
    assertThat(jobStates()).containsOnly("SENT").hasSize((int) generation);
  }

  private static List<String> jobStates() {
    try {
      return notifications
          .ask("GET", "/v1/notifications?container=" + web.id(), scene.token("demo"))
          .path("items")
          .findValuesAsText("state");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ReceivedMail last() {
    List<ReceivedMail> mails = mails();
    return mails.get(mails.size() - 1);
  }

  private static List<ReceivedMail> mails() {
    return mailServer.transmitted().stream()
        .filter(mail -> mail.subject().contains(web.local().name()))
        .toList();
  }

  private static String password(ReceivedMail mail) {
    Matcher line = PASSWORD.matcher(mail.text());
    assertThat(line.find()).isTrue();
    return line.group(1);
  }

  private static void close(AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
