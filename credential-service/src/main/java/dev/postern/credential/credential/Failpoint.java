package dev.postern.credential.credential;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Steps at which tests let the process die. Inert unless the service runs with the profile {@code
 * test} and the system property {@code postern.failpoints} names the step: then the JVM halts there
 * with status 86, as a kill would end it, with no hook run and nothing flushed. The names are no
 * Quarkus setting on purpose: no variable of the environment, file or request of the service's
 * holds them.
 */
enum Failpoint {
  /** An attempt was taken, and that is committed. */
  TAKEN,
  /** The password was made, and is in memory only. */
  MADE,
  /** Hash and sealed secret are committed; nothing was sent. */
  ARMED,
  /** The container was entered; nothing was changed in it. */
  ENTERED,
  /** The password was set in the container; nobody looked yet. */
  SET,
  /** It was read back. */
  READ_BACK,
  /** It logged in. */
  LOGGED_IN,
  /** The result is being written down; not committed. */
  CONCLUDING,
  /** The result and its event are committed. */
  CONCLUDED,
  /** The sealed secret was read for a lease; the answer was not sent. */
  LEASED,
  /** The acknowledgement is being written down; not committed. */
  ACKNOWLEDGING,
  /** That the mail left is being written down; not committed. */
  NOTIFYING;

  private static final Logger LOG = Logger.getLogger(Failpoint.class);
  private static final int STATUS = 86;

  private static final Set<String> NAMED =
      named(ConfigUtils.isProfileActive("test"), System.getProperty("postern.failpoints", ""));

  /**
   * @param testing whether the profile {@code test} is active
   * @param names separated by commas
   */
  static Set<String> named(boolean testing, String names) {
    return testing ? Set.copyOf(List.of(names.split(","))) : Set.of();
  }

  void reached() {
    if (NAMED.contains(name())) {
      LOG.warnf("Halting as postern.failpoints says failpoint=%s", name());
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
