package dev.postern.failpoint;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Lets a test end the process at a step. Inert unless the service runs with the profile {@code
 * test} and the system property {@code postern.failpoints} names the step: then the JVM halts there
 * with status 86, as a kill would end it, with no hook run and nothing flushed. The property is not
 * a Quarkus setting on purpose: no variable of the environment, no file and no request of the
 * service can set it.
 */
public final class Failpoints {

  private static final Logger LOG = Logger.getLogger(Failpoints.class);
  private static final int STATUS = 86;

  private static final Set<String> NAMED =
      named(ConfigUtils.isProfileActive("test"), System.getProperty("postern.failpoints", ""));

  private Failpoints() {}

  /**
   * @param testing whether the profile {@code test} is active
   * @param names separated by commas
   */
  static Set<String> named(boolean testing, String names) {
    return testing ? Set.copyOf(List.of(names.split(","))) : Set.of();
  }

  /** Ends the process where a test named this step; else it does nothing. */
  public static void reached(Enum<?> step) {
    if (NAMED.contains(step.name())) {
      LOG.warnf("Halting as postern.failpoints says failpoint=%s", step.name());
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
