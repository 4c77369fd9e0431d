package dev.postern.notification.mail;

import dev.postern.events.containers.ContainerUnreachable;
import dev.postern.events.containers.SshProblem;
import java.time.Instant;
import java.util.List;

/** What a mail about a container without working SSH says: stored with its job. */
public record SshUnusableFacts(
    String account,
    String container,
    String name,
    String environment,
    Instant since,
    List<SshProblem> problems) {

  public SshUnusableFacts {
    problems = problems == null ? List.of() : List.copyOf(problems);
  }

  public static SshUnusableFacts of(ContainerUnreachable event) {
    return new SshUnusableFacts(
        event.account(),
        event.container(),
        event.name(),
        event.environment(),
        event.since(),
        event.problems());
  }
}
