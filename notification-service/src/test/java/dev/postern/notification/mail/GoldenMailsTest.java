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
import dev.postern.notification.testing.OpenFence;
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
 * Every mail in both languages, as it arrives, against {@code src/test/resources/golden}; the text
 * begins with the subject. After a wanted change {@code -Dgolden.write=true} writes the files
 * again; read the difference.
 */
@QuarkusTest
@WithTestResource(NotificationBackends.class)
class GoldenMailsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Instant MADE = Instant.parse("2026-03-05T14:07:00Z");
  private static final Instant BEFORE = Instant.parse("2026-02-01T09:30:00Z");
  private static final UUID CHANGE = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final String LINK = "https://postern.test/v1/contact-confirmations/TOKEN";
  private static final String PASSWORD = "k3vp-x7wd-m2hq-t9ca-r4nf-b6se";
  private static final String FINGERPRINT = "SHA256:fxdl2zXFL3DdKpQTQbzeJDOhR7XWNqwKyHPHx8pTgTk";
  private static final CredentialsFacts WEB_1 =
      facts("web-1", List.of(new Address("203.0.113.7", 22)));

  @Inject MailSender sender;

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void containerCreated(String locale) {
    matches("container-created", attempt(MailKind.CONTAINER_CREATED, WEB_1, locale), PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void containerCreatedWithoutAnAddress(String locale) {
    CredentialsFacts facts = facts("web-1", List.of());
    matches(
        "container-created-no-address",
        attempt(MailKind.CONTAINER_CREATED, facts, locale),
        PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void passwordReset(String locale) {
    CredentialsFacts facts = facts("web-1", List.of(new Address("2001:db8::7", 2222)));
    matches(
        "password-reset", attempt(MailKind.PASSWORD_RESET, facts, WEB_1, locale, BEFORE), PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void passwordResetThatReplacesNoMailedOne(String locale) {
    matches("password-reset-unmailed", attempt(MailKind.PASSWORD_RESET, WEB_1, locale), PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void keyAdded(String locale) {
    KeyAddedMail.Facts facts =
        new KeyAddedMail.Facts("demo", "laptop <b>", "ssh-ed25519", 256, FINGERPRINT);
    matches("key-added", attempt(MailKind.KEY_ADDED, facts, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void keyDisabled(String locale) {
    KeyDisabledMail.Facts facts =
        new KeyDisabledMail.Facts("demo", "laptop <b>", FINGERPRINT, KeyDisabled.Reason.TOO_SHORT);
    matches("key-disabled", attempt(MailKind.KEY_DISABLED, facts, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void keyCompromised(String locale) {
    KeyDisabledMail.Facts facts =
        new KeyDisabledMail.Facts(
            "demo", "laptop <b>", FINGERPRINT, KeyDisabled.Reason.COMPROMISED);
    matches("key-compromised", attempt(MailKind.KEY_DISABLED, facts, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void addressConfirmation(String locale) {
    AddressChangeFacts facts = new AddressChangeFacts("demo", CHANGE);
    matches("address-confirmation", attempt(MailKind.ADDRESS_CONFIRMATION, facts, locale), LINK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void addressChangeNotice(String locale) {
    AddressChangeFacts facts = new AddressChangeFacts("demo", CHANGE);
    matches("address-change-notice", attempt(MailKind.ADDRESS_CHANGE_NOTICE, facts, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void publicIpAttached(String locale) {
    PublicIpFacts facts = new PublicIpFacts("demo", "c7k2m9", null, "2001:db8::7", 22);
    matches("public-ip-attached", attempt(MailKind.PUBLIC_IP_ATTACHED, facts, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void publicIpDetached(String locale) {
    PublicIpFacts facts = new PublicIpFacts("demo", "c7k2m9", null, "203.0.113.7", 0);
    matches("public-ip-detached", attempt(MailKind.PUBLIC_IP_DETACHED, facts, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void publicIpMoved(String locale) {
    PublicIpFacts facts = new PublicIpFacts("demo", "c7k2m9", "db-1", "203.0.113.7", 22);
    matches("public-ip-moved", attempt(MailKind.PUBLIC_IP_MOVED, facts, locale));
  }

  /** It leads through the gateway until the address answers. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void publicIpMovedAndSilent(String locale) {
    PublicIpFacts facts = new PublicIpFacts("demo", "c7k2m9", "db-1", "203.0.113.7", 0);
    matches("public-ip-moved-silent", attempt(MailKind.PUBLIC_IP_MOVED, facts, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void resetFailed(String locale) {
    matches("reset-failed", resetFailed("PASSWORD_LOGIN_DISABLED", 2, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void firstPasswordFailed(String locale) {
    matches("first-password-failed", resetFailed("UNHEARD_OF", 1, locale));
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
      String text = arrived(resetFailed(reason, 2, locale), null).text();

      assertThat(text)
          .contains("    " + line)
          .doesNotContain("log in with the earlier password", "bisherigen Passwort können");
      assertThat(text.contains("log in as before") || text.contains("an wie bisher:"))
          .isEqualTo(closed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void sshUnusable(String locale) {
    SshUnusableMail.Facts facts =
        sshUnusable(
            List.of(
                new SshProblem("SSHD_RUNNING", "systemctl start ssh"),
                new SshProblem("FIREWALL", "A rule drops: «tcp dport 22 drop <b>». Accept it."),
                new SshProblem("UNHEARD_OF", null)));
    matches("ssh-unusable", attempt(MailKind.SSH_UNUSABLE, facts, locale));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void sshUnusableOnAContainerOfWhichNothingElseIsKnown(String locale) {
    matches(
        "ssh-unusable-unknown",
        attempt(MailKind.SSH_UNUSABLE, sshUnusable(List.of()), null, locale, null));
  }

  @Test
  void aNameThatIsNoNameStaysText() {
    String bad = "<script>alert(1)</script>\r\nPassword: mine\u202e";

    ReceivedMail mail =
        arrived(attempt(MailKind.CONTAINER_CREATED, facts(bad, List.of()), "en"), PASSWORD);

    assertThat(mail.html()).contains("&lt;script&gt;").doesNotContain("<script>");
    assertThat(mail.text().lines()).doesNotContain("Password: mine");
    assertThat(mail.text())
        .doesNotContain("\u202e")
        .contains("\nssh c7k2m9@gate.postern.test -p 3022");
  }

  private static CredentialsFacts facts(String name, List<Address> addresses) {
    return new CredentialsFacts(
        "c7k2m9", "demo", name, "shop", "root", addresses, List.of(FINGERPRINT));
  }

  private static Attempt resetFailed(String reason, long generation, String locale) {
    ResetFailedMail.Facts facts =
        new ResetFailedMail.Facts("demo", "c7k2m9", "web-1", generation, reason);
    return attempt(MailKind.RESET_FAILED, facts, locale);
  }

  private static SshUnusableMail.Facts sshUnusable(List<SshProblem> problems) {
    return new SshUnusableMail.Facts("demo", "c7k2m9", "web-1", null, BEFORE, problems);
  }

  private static Attempt attempt(MailKind kind, Object facts, String locale) {
    return attempt(kind, facts, WEB_1, locale, null);
  }

  private static Attempt attempt(
      MailKind kind, Object facts, CredentialsFacts container, String locale, Instant replaces) {
    return new Attempt(
        CHANGE,
        1,
        kind,
        "demo",
        "c7k2m9",
        1,
        "ref",
        EventJson.write(facts),
        container == null ? null : EventJson.write(container),
        "<id@postern.test>",
        new Recipient(UUID.randomUUID() + "@postern.test", locale),
        replaces,
        MADE,
        null);
  }

  private ReceivedMail arrived(Attempt attempt, String secret) {
    String to = attempt.recipient().address();
    sender.sendWith(attempt, secret, new OpenFence()).await().atMost(Duration.ofSeconds(10));
    await().untilAsserted(() -> assertThat(Backends.inbox().messages(to)).hasSize(1));
    return Backends.inbox().messages(to).get(0);
  }

  private void matches(String name, Attempt attempt) {
    matches(name, attempt, null);
  }

  private void matches(String name, Attempt attempt, String secret) {
    ReceivedMail arrived = arrived(attempt, secret);
    String file = name + "." + attempt.recipient().locale();
    matches(
        GOLDEN.resolve(file + ".txt"), "Subject: " + arrived.subject() + "\n\n" + arrived.text());
    matches(GOLDEN.resolve(file + ".html"), arrived.html());
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
