package dev.postern.notification.mail;

import dev.postern.events.EventJson;
import dev.postern.notification.job.Attempt;
import dev.postern.notification.job.MailKind;
import java.util.List;
import java.util.Objects;

/**
 * What a mail is made from when it is sent.
 *
 * @param secret the password or the link in the mail, which is stored nowhere; null where it has
 *     none
 */
record MailContext(Attempt attempt, GatewayConfig gateway, String secret) {

  MailKind kind() {
    return attempt.kind();
  }

  <T> T facts(Class<T> type) {
    return EventJson.read(attempt.facts(), type);
  }

  @Override
  public String secret() {
    return Objects.requireNonNull(secret, "this mail needs its password or its link");
  }

  MailLanguage language() {
    return new MailLanguage(attempt.recipient().locale());
  }

  MailTexts texts() {
    return language().texts();
  }

  NoticeMailTexts noticeTexts() {
    return language().noticeTexts();
  }

  /** When what the mail tells of happened. */
  String happenedAt() {
    return language().moment(attempt.happenedAt());
  }

  /** The line that leads to the gateway's menu. */
  String menu(String account) {
    return SshLine.menu(account, gateway);
  }

  ContainerAccess access(CredentialsFacts container) {
    return ContainerAccess.of(container, gateway);
  }

  /** The container as it was when the mail was first sent; where nothing was known, its id only. */
  CredentialsFacts container() {
    return container(attempt.container(), null);
  }

  /**
   * The same with what the mail's own event told, for where nothing else was known.
   *
   * @param name null for the container's id
   * @param environment may be null
   */
  CredentialsFacts container(String name, String environment) {
    return attempt.containerFacts() != null
        ? EventJson.read(attempt.containerFacts(), CredentialsFacts.class)
        : new CredentialsFacts(
            attempt.container(),
            attempt.account(),
            name == null ? attempt.container() : name,
            environment,
            "root",
            List.of(),
            List.of());
  }

  /** Redacted: a password must not get into a log by way of a message. */
  @Override
  public String toString() {
    return "MailContext[job=" + attempt.job() + "]";
  }
}
