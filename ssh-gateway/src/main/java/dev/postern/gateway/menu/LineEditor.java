package dev.postern.gateway.menu;

/**
 * Lines from what is typed, with the echo that a raw terminal needs: backspace, Ctrl-U, Ctrl-C,
 * Ctrl-D. Escape sequences of cursor keys are skipped.
 */
public final class LineEditor {

  /** What a byte brought: an echo, and perhaps a line, or the end. */
  public record Typed(String echo, String line, boolean end) {}

  private static final int LONGEST = 128;
  private static final Typed NOTHING = new Typed("", null, false);

  private enum Escape {
    NONE,
    BEGUN,
    SEQUENCE
  }

  private final boolean echo;
  private final StringBuilder line = new StringBuilder();
  private Escape escape = Escape.NONE;
  private boolean afterReturn;

  /**
   * @param echo whether the terminal is raw, so that typing shows only what is sent back
   */
  public LineEditor(boolean echo) {
    this.echo = echo;
  }

  public Typed type(byte b) {
    if (escape != Escape.NONE) {
      return escaped(b);
    }
    boolean second = afterReturn && b == '\n';
    afterReturn = b == '\r';
    if (second) {
      return NOTHING;
    }
    return switch (b) {
      case '\r', '\n' -> new Typed(shown("\r\n"), take(), false);
      case 0x7f, '\b' -> backspace();
      case 0x15 -> erase();
      case 0x03 -> new Typed(shown("^C\r\n"), discard(), false);
      case 0x04 -> line.isEmpty() ? new Typed(shown("\r\n"), null, true) : NOTHING;
      case 0x1b -> begin();
      default -> insert(b);
    };
  }

  private Typed begin() {
    escape = Escape.BEGUN;
    return NOTHING;
  }

  /** ECMA-48: ESC, then [ or O, then parameters, then a final letter. */
  private Typed escaped(byte b) {
    boolean introducer = escape == Escape.BEGUN && (b == '[' || b == 'O');
    boolean parameter = escape == Escape.SEQUENCE && b < 0x40;
    escape = introducer || parameter ? Escape.SEQUENCE : Escape.NONE;
    return NOTHING;
  }

  private Typed insert(byte b) {
    if (b < 0x20 || b > 0x7e || line.length() >= LONGEST) {
      return NOTHING;
    }
    line.append((char) b);
    return new Typed(shown(String.valueOf((char) b)), null, false);
  }

  private Typed backspace() {
    if (line.isEmpty()) {
      return NOTHING;
    }
    line.setLength(line.length() - 1);
    return new Typed(shown("\b \b"), null, false);
  }

  private Typed erase() {
    String back = "\b \b".repeat(line.length());
    line.setLength(0);
    return new Typed(shown(back), null, false);
  }

  private String discard() {
    line.setLength(0);
    return "";
  }

  private String take() {
    String taken = line.toString();
    line.setLength(0);
    return taken;
  }

  private String shown(String text) {
    return echo ? text : "";
  }
}
