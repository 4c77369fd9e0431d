package dev.postern.backends.logging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A starting broker logs about a thousand lines; only warnings are useful here. Works for every
 * slf4j binding that ends in {@code java.util.logging}, JBoss' log manager included.
 */
public final class QuietLogging {

  /** Kept: a logger without a reference is collected, and its level with it. */
  private static final Map<String, Logger> LOGGERS = new ConcurrentHashMap<>();

  private QuietLogging() {}

  /** From now on these loggers and those below them say only what is wrong. */
  public static void onlyWarnings(String... names) {
    set(Level.WARNING, names);
  }

  /** The same, for what warns at every ordinary start. */
  public static void onlyErrors(String... names) {
    set(Level.SEVERE, names);
  }

  private static void set(Level level, String... names) {
    for (String name : names) {
      LOGGERS.computeIfAbsent(name, Logger::getLogger).setLevel(level);
    }
  }
}
