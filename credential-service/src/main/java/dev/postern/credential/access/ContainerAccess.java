package dev.postern.credential.access;

import dev.postern.credential.password.Password;
import java.util.List;

/**
 * One way into containers. All methods block for no longer than the configured deadlines: call them
 * on a worker thread.
 */
public interface ContainerAccess {

  /** Its name in {@code access.adapter}. */
  String adapter();

  /**
   * Whether it finds a container by {@code access.ref}; host and port still say where its sshd is.
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
   * Connects to an address as anyone could, without logging in, and says how far it got.
   *
   * @param hostKeys the keys of which sshd must show one; empty for any
   */
  ProbeResult probe(String host, int port, List<String> hostKeys);
}
