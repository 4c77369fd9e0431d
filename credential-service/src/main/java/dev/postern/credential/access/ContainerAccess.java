package dev.postern.credential.access;

import dev.postern.credential.password.Password;
import java.util.List;

/**
 * One way into containers. All methods block for no longer than the configured deadlines: call them
 * on a worker thread.
 */
public interface ContainerAccess {

  /** The name in {@code access.adapter}. */
  String adapter();

  /**
   * Whether a container is found by {@code access.ref}; host and port are its sshd's all the same.
   */
  default boolean needsRef() {
    return false;
  }

  /**
   * @throws AccessException where the container cannot be reached; nothing was changed then
   */
  AccessSession open(Target target) throws AccessException;

  /**
   * Logs in as root with the password, as its owner will.
   *
   * @throws AccessException with {@code LOGIN_REFUSED}, or the reason why sshd was not reached
   */
  void login(Target target, Password password) throws AccessException;

  /**
   * How far anybody gets who connects to an address, without logging in.
   *
   * @param hostKeys of which one must be shown; empty for any
   */
  ProbeResult probe(String host, int port, List<String> hostKeys);
}
