package dev.postern.dashboard.terminal;

/** What the page's script imports; a build without npm has none of it. */
final class Libraries {

  private static final String TERMINAL = "META-INF/resources/lib/xterm.js";

  private Libraries() {}

  static boolean arePresent() {
    return Thread.currentThread().getContextClassLoader().getResource(TERMINAL) != null;
  }
}
