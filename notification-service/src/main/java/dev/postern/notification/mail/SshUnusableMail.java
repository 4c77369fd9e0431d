package dev.postern.notification.mail;

import dev.postern.events.containers.ContainerUnreachable;
import dev.postern.events.containers.SshProblem;
import dev.postern.notification.job.About;
import dev.postern.problem.Printable;
import io.quarkus.qute.CheckedTemplate;
import java.time.Instant;
import java.util.List;

/**
 * A container is running, but SSH does not work there.
 *
 * @param since when SSH was first seen not to work
 */
@CheckedTemplate(basePath = "mail")
public record SshUnusableMail(
    String subject, String since, List<FailedCheck> checks, ContainerAccess access)
    implements MailModel {

  /**
   * @param failed a sentence
   * @param hint lines that say what to do; may be empty
   */
  record FailedCheck(String failed, List<String> hint) {}

  /** What the event told. */
  public record Facts(
      String account,
      String container,
      String name,
      String environment,
      Instant since,
      List<SshProblem> problems)
      implements MailFacts {

    public Facts {
      problems = problems == null ? List.of() : List.copyOf(problems);
    }

    public static Facts of(ContainerUnreachable event) {
      return new Facts(
          event.account(),
          event.container(),
          event.name(),
          event.environment(),
          event.since(),
          event.problems());
    }

    @Override
    public About about() {
      return About.container(account, container);
    }
  }

  static SshUnusableMail of(MailContext context) {
    Facts facts = context.facts(Facts.class);
    ContainerAccess access = context.access(context.container(facts.name(), facts.environment()));
    return new SshUnusableMail(
        context.noticeTexts().sshSubject(access.name()),
        context.language().moment(facts.since()),
        facts.problems().stream().map(problem -> failedCheck(problem, context)).toList(),
        access);
  }

  private static FailedCheck failedCheck(SshProblem problem, MailContext context) {
    return new FailedCheck(
        context.noticeTexts().sshCheck(Printable.line(problem.check())),
        SshHints.on(problem, context.language()));
  }
}
