package dev.postern.credential.sshcheck;

import dev.postern.events.containers.SshProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All checks, and whether one of them found a problem. */
public record SshCheckView(Verdict verdict, List<Check> checks) {

  /** Whether root can log in, as far as can be seen. */
  public enum Verdict {
    OK,
    PROBLEM,
    /** No problem was seen, and sshd did not answer in time. */
    UNKNOWN
  }

  /** Without these checks nothing is known about a login. */
  private static final Set<Check.Name> NEEDED =
      EnumSet.of(
          Check.Name.PORT_OPEN,
          Check.Name.BANNER,
          Check.Name.KEY_EXCHANGE,
          Check.Name.MANAGEMENT_LOGIN);

  /** Whether sshd answered, with the host key that it had before. */
  boolean hasAnswered() {
    return checks.contains(Check.ok(Check.Name.HOST_KEY));
  }

  /**
   * The checks that failed, in the form of events; where none failed, those that were not answered.
   */
  public List<SshProblem> problems() {
    List<SshProblem> problems = withResult(Check.Result.PROBLEM);
    return problems.isEmpty() ? withResult(Check.Result.UNKNOWN) : problems;
  }

  private List<SshProblem> withResult(Check.Result result) {
    return checks.stream()
        .filter(check -> check.result() == result)
        .filter(check -> result == Check.Result.PROBLEM || NEEDED.contains(check.name()))
        .map(check -> new SshProblem(check.name().name(), check.hint()))
        .toList();
  }

  static SshCheckView of(List<Check> checks) {
    return new SshCheckView(verdict(checks), checks);
  }

  private static Verdict verdict(List<Check> checks) {
    if (checks.stream().anyMatch(check -> check.result() == Check.Result.PROBLEM)) {
      return Verdict.PROBLEM;
    }
    return checks.stream()
            .filter(check -> NEEDED.contains(check.name()))
            .anyMatch(check -> check.result() == Check.Result.UNKNOWN)
        ? Verdict.UNKNOWN
        : Verdict.OK;
  }
}
