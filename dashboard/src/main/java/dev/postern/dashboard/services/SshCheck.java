package dev.postern.dashboard.services;

import java.util.List;
import java.util.function.UnaryOperator;

/** Why a login fails, or that root can log in. */
public record SshCheck(String verdict, List<Check> checks) {

  /**
   * One thing that a login needs.
   *
   * @param hint what to type or change; null where nothing needs to be
   */
  public record Check(String name, String result, String hint) {}

  /** With the hints in another language. */
  public SshCheck in(UnaryOperator<String> language) {
    return new SshCheck(
        verdict,
        checks.stream()
            .map(c -> new Check(c.name(), c.result(), language.apply(c.hint())))
            .toList());
  }

  public boolean isOk() {
    return "OK".equals(verdict);
  }
}
