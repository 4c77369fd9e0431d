package dev.postern.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.backends.mail.ReceivedMail;
import dev.postern.backends.testing.Backends;
import dev.postern.events.EventJson;
import dev.postern.events.containers.Address;
import dev.postern.events.containers.SshProblem;
import dev.postern.events.keys.KeyDisabled;
import dev.postern.notification.job.Attempt;
import dev.postern.notification.job.MailKind;
import dev.postern.notification.job.Recipient;
import dev.postern.notification.testing.NotificationBackends;
import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every mail in both languages, as it arrives, against {@code src/test/resources/golden}. After a
 * wanted change {@code -Dgolden.write=true} writes the files anew; read the difference.
 */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class GoldenMailsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Instant MADE = Instant.parse("2026-03-05T14:07:00Z");
  private static final Instant BEFORE = Instant.parse("2026-02-01T09:30:00Z");
  private static final UUID CHANGE = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final String LINK = "https://postern.test/v1/contact-confirmations/TOKEN";

  @Inject Letters letters;
  @Inject NewsLetters news;

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void containerCreated(String locale) {
    matches(
        "container-created",
        locale,
        new Mails.ContainerCreatedMail(
            credentials(facts("web-1", List.of(new Address("203.0.113.7", 22))), locale, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void containerCreatedWithoutAnAddress(String locale) {
    matches(
        "container-created-no-address",
        locale,
        new Mails.ContainerCreatedMail(credentials(facts("web-1", List.of()), locale, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void passwordReset(String locale) {
    matches(
        "password-reset",
        locale,
        new Mails.PasswordResetMail(
            credentials(
                facts("web-1", List.of(new Address("2001:db8::7", 2222))), locale, BEFORE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void keyAdded(String locale) {
    KeyFacts facts =
        new KeyFacts(
            "demo",
            "laptop <b>",
            "ssh-ed25519",
            256,
            "SHA256:fxdl2zXFL3DdKpQTQbzeJDOhR7XWNqwKyHPHx8pTgTk");
    matches(
        "key-added",
        locale,
        new Mails.KeyAddedMail(letters.key(attempt(MailKind.KEY_ADDED, facts, locale, null))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void addressConfirmation(String locale) {
    matches(
        "address-confirmation",
        locale,
        new Mails.AddressConfirmationMail(address(MailKind.ADDRESS_CONFIRMATION, locale, LINK)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void addressChangeNotice(String locale) {
    matches(
        "address-change-notice",
        locale,
        new Mails.AddressChangeNoticeMail(address(MailKind.ADDRESS_CHANGE_NOTICE, locale, "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void publicIpAttached(String locale) {
    PublicIpFacts facts = new PublicIpFacts("demo", "c7k2m9", null, "2001:db8::7", 22);
    matches(
        "public-ip-attached",
        locale,
        new Mails.PublicIpAttachedMail(
            news.publicIp(attempt(MailKind.PUBLIC_IP_ATTACHED, facts, locale, null))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void publicIpDetached(String locale) {
    PublicIpFacts facts = new PublicIpFacts("demo", "c7k2m9", null, "203.0.113.7", 0);
    matches(
        "public-ip-detached",
        locale,
        new Mails.PublicIpDetachedMail(
            news.publicIp(attempt(MailKind.PUBLIC_IP_DETACHED, facts, locale, null))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void publicIpMoved(String locale) {
    PublicIpFacts facts = new PublicIpFacts("demo", "c7k2m9", "db-1", "203.0.113.7", 22);
    matches(
        "public-ip-moved",
        locale,
        new Mails.PublicIpMovedMail(
            news.publicIp(attempt(MailKind.PUBLIC_IP_MOVED, facts, locale, null))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void keyDisabled(String locale) {
    KeyDisabledFacts facts =
        new KeyDisabledFacts(
            "demo",
            "laptop <b>",
            "SHA256:fxdl2zXFL3DdKpQTQbzeJDOhR7XWNqwKyHPHx8pTgTk",
            KeyDisabled.Reason.TOO_SHORT);
    matches(
        "key-disabled",
        locale,
        new Mails.KeyDisabledMail(
            letters.disabledKey(attempt(MailKind.KEY_DISABLED, facts, locale, null))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void resetFailed(String locale) {
    matches("reset-failed", locale, resetFailed("PASSWORD_LOGIN_DISABLED", 2, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void firstPasswordFailed(String locale) {
    matches("first-password-failed", locale, resetFailed("UNHEARD_OF", 1, locale));
  }

  @ParameterizedTest
  @CsvSource({
    "PASSWORD_EXPIRED, chage -M -1 -d -1 root, false",
    "ACCOUNT_EXPIRED, chage -E -1 root, true",
    "NO_COMMANDS, grep -ri ForceCommand /etc/ssh, true",
    "NO_SHELL, grep ^root: /etc/passwd, true",
    "NO_COMMON_ALGORITHM, KexAlgorithms, true",
    "LOGIN_REFUSED, faillock --user root, false"
  })
  void aResetThatFailedSaysWhatToDoAndPromisesNoLoginThatMayNotWork(
      String reason, String line, boolean closed) {
    for (String locale : List.of("en", "de")) {
      String text = arrived(resetFailed(reason, 2, locale), locale).text();

      assertThat(text).contains("    " + line).doesNotContain("still logs you in", "weiter an:");
      assertThat(text.contains("log in as before") || text.contains("an wie bisher:"))
          .isEqualTo(closed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void sshUnusable(String locale) {
    SshUnusableFacts facts =
        new SshUnusableFacts(
            "demo",
            "c7k2m9",
            "web-1",
            "shop",
            BEFORE,
            List.of(
                new SshProblem("SSHD_RUNNING", "systemctl start ssh"),
                new SshProblem("FIREWALL", "A rule drops: «tcp dport 22 drop <b>». Accept it."),
                new SshProblem("UNHEARD_OF", null)));
    matches(
        "ssh-unusable",
        locale,
        new Mails.SshUnusableMail(
            news.sshUnusable(attempt(MailKind.SSH_UNUSABLE, facts, locale, null))));
  }

  private Mails.ResetFailedMail resetFailed(String reason, long generation, String locale) {
    ResetFailedFacts facts = new ResetFailedFacts("demo", "c7k2m9", "web-1", generation, reason);
    return new Mails.ResetFailedMail(
        news.resetFailed(attempt(MailKind.RESET_FAILED, facts, locale, null)));
  }

  @Test
  void aNameThatIsNoNameStaysText() {
    String bad = "<script>alert(1)</script>\r\nPassword: mine\u202e";

    ReceivedMail mail =
        arrived(
            new Mails.ContainerCreatedMail(credentials(facts(bad, List.of()), "en", null)), "en");

    assertThat(mail.html()).contains("&lt;script&gt;").doesNotContain("<script>");
    assertThat(mail.text().lines()).doesNotContain("Password: mine");
    assertThat(mail.text())
        .doesNotContain("\u202e")
        .contains("\nssh c7k2m9@gate.postern.test -p 3022");
  }

  private CredentialsLetter credentials(CredentialsFacts facts, String locale, Instant replaces) {
    return letters.credentials(
        attempt(MailKind.CONTAINER_CREATED, facts, locale, replaces),
        "k3vp-x7wd-m2hq-t9ca-r4nf-b6se");
  }

  private AddressLetter address(MailKind kind, String locale, String link) {
    return letters.address(attempt(kind, new AddressFacts("demo", CHANGE), locale, null), link);
  }

  private static CredentialsFacts facts(String name, List<Address> addresses) {
    return new CredentialsFacts(
        "c7k2m9",
        "demo",
        name,
        "shop",
        "root",
        addresses,
        List.of("SHA256:fxdl2zXFL3DdKpQTQbzeJDOhR7XWNqwKyHPHx8pTgTk"));
  }

  private static Attempt attempt(MailKind kind, Object facts, String locale, Instant replaces) {
    return new Attempt(
        CHANGE,
        1,
        kind,
        "demo",
        "c7k2m9",
        1,
        "ref",
        EventJson.write(facts),
        EventJson.write(facts("web-1", List.of(new Address("203.0.113.7", 22)))),
        "<id@postern.test>",
        new Recipient("golden@postern.test", locale),
        replaces,
        MADE);
  }

  private static ReceivedMail arrived(MailTemplateInstance mail, String locale) {
    String to = UUID.randomUUID() + "@postern.test";
    mail.to(to)
        .subject("golden")
        .setAttribute(TemplateInstance.LOCALE, locale)
        .send()
        .await()
        .atMost(Duration.ofSeconds(10));
    await().untilAsserted(() -> assertThat(Backends.inbox().messages(to)).hasSize(1));
    return Backends.inbox().messages(to).get(0);
  }

  private static void matches(String name, String locale, MailTemplateInstance mail) {
    ReceivedMail arrived = arrived(mail, locale);
    matches(GOLDEN.resolve(name + "." + locale + ".txt"), arrived.text());
    matches(GOLDEN.resolve(name + "." + locale + ".html"), arrived.html());
  }

  private static void matches(Path golden, String part) {
    String actual = part.replace("\r\n", "\n").stripTrailing() + "\n";
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(golden, actual);
      }
      assertThat(actual).isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new AssertionError("no golden file " + golden, e);
    }
  }
}
