package dev.postern.backends.kafka;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A starting broker tells some thousand lines; only its warnings are of use here. Works for every
 * slf4j binding that ends in {@code java.util.logging}, JBoss' log manager included.
 */
final class QuietLogging {

  /** Held: a logger that nobody refers to forgets its level. */
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state.change.logger"));

  private QuietLogging() {}

  static void apply() {
    // The broker asks Log4j whether its levels can be changed at run time; without it they cannot,
    // which Log4j's API would report as an error.
    System.setProperty("log4j2.StatusLogger.level", "OFF");
    LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
  }
}
