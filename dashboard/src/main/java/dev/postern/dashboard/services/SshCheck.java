package dev.postern.dashboard.services;

import java.util.List;

/** Why nobody gets in, or that root can. */
public record SshCheck(String verdict, List<Check> checks) {

  /**
   * One thing that a login needs.
   *
   * @param hint what to type or change; null where nothing needs to be
   */
  public record Check(String name, String result, String hint) {}

  public boolean isOk() {
    return "OK".equals(verdict);
  }
}
