package dev.postern.credential.access;

import java.util.Optional;
import java.util.Set;

/**
 * How far a connection to an address got, without logging in.
 *
 * @param late whether the next step was not answered in time, so that its result is unknown
 * @param seen what was answered instead, printable; empty where the stage says all
 * @param methods the login methods that sshd offers on this connection; empty where it was not
 *     asked
 */
public record ProbeResult(Stage stage, boolean late, String seen, Set<String> methods) {

  /** Each includes those before it. */
  public enum Stage {
    /** Nothing listens: the other side said so. */
    REFUSED,
    /** No answer, as where a firewall drops. */
    SILENT,
    /** The connection was accepted, and no SSH banner came (RFC 4253, section 4.2). */
    NO_BANNER,
    /** sshd takes no more connections at the moment. */
    BUSY,
    /** The banner came, and the key exchange broke off. */
    NO_KEY_EXCHANGE,
    /** The banner came, and there is no common algorithm. */
    NO_COMMON_ALGORITHM,
    /** Another host key than the pinned one was shown. */
    OTHER_HOST_KEY,
    /** sshd waits for a login. */
    OK
  }

  public static ProbeResult of(Stage stage) {
    return of(stage, "");
  }

  public static ProbeResult of(Stage stage, String seen) {
    return new ProbeResult(stage, false, seen, Set.of());
  }

  /** The step of this stage was not answered in time. */
  public static ProbeResult late(Stage stage) {
    return new ProbeResult(stage, true, "", Set.of());
  }

  public boolean isOk() {
    return stage == Stage.OK;
  }

  public boolean reached(Stage least) {
    return stage.compareTo(least) >= 0;
  }

  /** Whether sshd asks for a password on this connection; empty where that was not seen. */
  public Optional<Boolean> asksForPassword() {
    return methods.isEmpty()
        ? Optional.empty()
        : Optional.of(methods.contains("password") || methods.contains("keyboard-interactive"));
  }
}
