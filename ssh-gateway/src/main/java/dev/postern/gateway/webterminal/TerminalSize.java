package dev.postern.gateway.webterminal;

import java.util.Optional;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Columns and rows of a terminal, each 1 to 1000. */
record TerminalSize(int columns, int rows) {

  private static final int LARGEST = 1000;

  /** Empty where one of them is out of range. */
  static Optional<TerminalSize> of(int columns, int rows) {
    return isSane(columns) && isSane(rows)
        ? Optional.of(new TerminalSize(columns, rows))
        : Optional.empty();
  }

  /** Of texts that may be null, for 80 and 24. */
  static Optional<TerminalSize> parse(String columns, String rows) {
    try {
      return of(
          columns == null ? 80 : Integer.parseInt(columns),
          rows == null ? 24 : Integer.parseInt(rows));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isSane(int number) {
    return number >= 1 && number <= LARGEST;
  }

  /** The data of {@code pty-req} (RFC 4254 section 6.2). */
  byte[] ptyRequest() {
    var data = new ByteArrayBuffer();
    data.putString("xterm-256color");
    put(data);
    data.putBytes(new byte[] {0}); // TTY_OP_END: the container's defaults.
    return data.getCompactData();
  }

  /** The data of {@code window-change} (RFC 4254 section 6.7). */
  byte[] windowChange() {
    var data = new ByteArrayBuffer();
    put(data);
    return data.getCompactData();
  }

  private void put(ByteArrayBuffer data) {
    data.putUInt(columns);
    data.putUInt(rows);
    data.putUInt(0); // Pixels are not known.
    data.putUInt(0);
  }
}
