package dev.postern.credential.sshcheck;

import dev.postern.events.containers.SshProblem;
import java.util.List;

/** All checks, and whether one of them found a problem. */
public record SshCheckView(Verdict verdict, List<Check> checks) {

  /** Whether root can log in, as far as can be seen. */
  public enum Verdict {
    OK,
    PROBLEM
  }

  /** What failed, as events tell it. */
  public List<SshProblem> problems() {
    return checks.stream()
        .filter(check -> check.result() == Check.Result.PROBLEM)
        .map(check -> new SshProblem(check.name().name(), check.hint()))
        .toList();
  }

  static SshCheckView of(List<Check> checks) {
    boolean problem = checks.stream().anyMatch(check -> check.result() == Check.Result.PROBLEM);
    return new SshCheckView(problem ? Verdict.PROBLEM : Verdict.OK, checks);
  }
}
