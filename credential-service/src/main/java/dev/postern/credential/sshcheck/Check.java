package dev.postern.credential.sshcheck;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One thing that a login needs.
 *
 * @param hint what to type or change; null where nothing needs to be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Check(Name name, Result result, String hint) {

  /** What is checked, in the order in which it matters. */
  public enum Name {
    SSHD_RUNNING,
    PORT_OPEN,
    BANNER,
    KEY_EXCHANGE,
    HOST_KEY,
    MANAGEMENT_LOGIN,
    SSHD_CONFIG,
    PASSWORD_AUTHENTICATION,
    PERMIT_ROOT_LOGIN,
    ACCOUNT,
    DISK,
    FIREWALL,
    PUBLIC_ADDRESS
  }

  /** How it looks. */
  public enum Result {
    OK,
    PROBLEM,
    /** It could not be checked; the hint says why. */
    UNKNOWN
  }

  static Check ok(Name name) {
    return new Check(name, Result.OK, null);
  }

  static Check problem(Name name, String hint) {
    return new Check(name, Result.PROBLEM, hint);
  }

  static Check unknown(Name name, String hint) {
    return new Check(name, Result.UNKNOWN, hint);
  }
}
