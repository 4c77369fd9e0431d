package dev.postern.local.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where the launcher writes. On a terminal, colours (unless {@code NO_COLOR} is set) and one line
 * that is rewritten while something runs; elsewhere plain lines.
 */
public final class Console {

  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean live;
  private final boolean colours;
  private String passing = "";

  public Console(PrintStream out, boolean live, Map<String, String> environment) {
    this.out = out;
    this.live = live;
    this.colours = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /**
   * Standard output; the script says whether it is a terminal, since Java cannot tell before 22.
   */
  public static Console standard() {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    return new Console(out, Boolean.getBoolean("postern.terminal"), System.getenv());
  }

  /** Whether a line can be rewritten. */
  public boolean isLive() {
    return live;
  }

  public synchronized void line(String text) {
    out.print((passing.isEmpty() ? "" : ERASE_LINE) + text + "\n" + passing);
    out.flush();
  }

  /** Prints text as it is, with its own line ends. */
  public synchronized void raw(String text) {
    out.print(text);
    out.flush();
  }

  public void line() {
    line("");
  }

  /** Something done. */
  public void done(String text) {
    line("  " + colour("32", "✓") + " " + text);
  }

  /** Something that failed. */
  public void failed(String text) {
    line("  " + colour("31", "✗") + " " + text);
  }

  /** Something worth knowing that is not a failure. */
  public void note(String text) {
    line("  " + colour("33", "!") + " " + text);
  }

  public void heading(String text) {
    line(colour("1", text));
  }

  public String dim(String text) {
    return colour("2", text);
  }

  /** Rewrites the last line, which stays below all others; empty text removes it. */
  synchronized void passing(String text) {
    if (live && !text.equals(passing)) {
      out.print(ERASE_LINE + text);
      out.flush();
      passing = text;
    }
  }

  private String colour(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
