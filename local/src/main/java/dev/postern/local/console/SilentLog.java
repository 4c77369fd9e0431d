package dev.postern.local.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Has {@code java.util.logging} say nothing, from when something logs at all: {@code up} writes
 * into a file, other commands say it themselves. To set it up beforehand would take each command a
 * twentieth of a second.
 */
public final class SilentLog {

  /** Names the class that sets logging up. */
  private static final String SET_UP_BY = "java.util.logging.config.class";

  /** The log manager makes one when it is first used. */
  public SilentLog() throws IOException {
    byte[] nothing = ".level=OFF\n".getBytes(StandardCharsets.US_ASCII);
    LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(nothing));
  }

  public static void choose() {
    System.setProperty(SET_UP_BY, SilentLog.class.getName());
  }
}
