package dev.postern.notification.mail;

import dev.postern.events.containers.PasswordResetFailed;
import dev.postern.notification.job.About;
import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;
import java.util.List;

/**
 * A password could not be set.
 *
 * @param loginHint the sentence before the line that logs in
 * @param reason a code for the platform's operator
 */
@CheckedTemplate(basePath = "mail")
public record ResetFailedMail(
    String subject,
    String title,
    String intro,
    ResetAdvice advice,
    String loginHint,
    ContainerAccess access,
    String reason)
    implements MailModel {

  /** What the event told. */
  public record Facts(String account, String container, String name, long generation, String reason)
      implements MailFacts {

    public static Facts of(PasswordResetFailed event) {
      return new Facts(
          event.account(), event.container(), event.name(), event.generation(), event.reason());
    }

    @Override
    public About about() {
      return About.container(account, container);
    }

    private boolean isFirst() {
      return generation == 1;
    }

    private boolean earlierPasswordLogsIn() {
      return !isFirst() && !ResetAdvice.noPasswordLogsIn(reason);
    }
  }

  static ResetFailedMail of(MailContext context) {
    Facts facts = context.facts(Facts.class);
    NoticeMailTexts texts = context.noticeTexts();
    CredentialsFacts container = context.container(facts.name(), null);
    ContainerAccess access =
        context.access(facts.earlierPasswordLogsIn() ? container : container.at(List.of()));
    String name = access.name();
    boolean first = facts.isFirst();
    return new ResetFailedMail(
        first ? texts.firstFailedSubject(name) : texts.failedSubject(name),
        first ? texts.firstFailedSubject(name) : texts.failedTitle(name),
        first
            ? texts.firstFailedIntro(name, context.happenedAt())
            : texts.failedIntro(name, context.happenedAt()),
        ResetAdvice.on(facts.reason(), texts),
        loginHint(facts, access, texts),
        access,
        Printable.line(facts.reason()));
  }

  private static String loginHint(Facts facts, ContainerAccess access, NoticeMailTexts texts) {
    if (ResetAdvice.nothingLogsIn(facts.reason())) {
      return texts.failedOnceDone();
    }
    return access.viaGateway() ? texts.firstFailedGateway() : texts.failedOldWorks();
  }
}
