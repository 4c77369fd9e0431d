package dev.postern.terminal;

/** Names and limits of the WebSocket of a browser terminal. */
public final class TerminalProtocol {

  /** The sub-protocol in which text messages are control messages. */
  public static final String V1 = "postern.terminal.v1";

  /** The one in which a shell also outlives its WebSocket. */
  public static final String V2 = "postern.terminal.v2";

  /** The longest frame, in bytes; a longer one ends the connection with 1009. */
  public static final int LONGEST_FRAME = 64 * 1024;

  private TerminalProtocol() {}
}
