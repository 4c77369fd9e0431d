package dev.postern.notification.failpoint;

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
public enum Failpoint {
  /** A job is being written down; not committed. */
  CONSUMING,
  /** An event's transaction is committed, and Kafka does not know. */
  CONSUMED,
  /** A job was claimed, and that is committed. */
  CLAIMED,
  /** The password was leased and opened; the mail server was not called. */
  LEASED,
  /** The mail server accepted the mail. */
  ACCEPTED,
  /** That it did is being written down; not committed. */
  RECORDING,
  /** It is written down with its event. */
  RECORDED,
  /** The secret was acknowledged, and that is not written down. */
  ACKNOWLEDGED;

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

  /** Ends the process where a test named this step; else nothing. */
  public void reached() {
    if (NAMED.contains(name())) {
      LOG.warnf("Halting as postern.failpoints says failpoint=%s", name());
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
