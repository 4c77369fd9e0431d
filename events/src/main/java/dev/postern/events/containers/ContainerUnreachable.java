package dev.postern.events.containers;

import dev.postern.events.EventData;
import java.time.Instant;
import java.util.List;

/**
 * The container runs, and SSH has not worked there for a while.
 *
 * @param since when SSH was first seen not to work
 * @param problems the checks that failed, the most telling first
 */
public record ContainerUnreachable(
    String container,
    String account,
    String name,
    String environment,
    Instant since,
    List<SshProblem> problems)
    implements EventData {

  public ContainerUnreachable {
    problems = problems == null ? List.of() : List.copyOf(problems);
  }

  @Override
  public String topicKey() {
    return container;
  }
}
