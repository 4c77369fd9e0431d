package dev.postern.notification.smtp;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Makes replies of what arrives. What is no reply of SMTP is none, and lines and replies have an
 * end: a server must not fill the memory.
 */
final class SmtpReplyReader {

  /** RFC 5321 (section 4.5.3.1.5) has 512; servers exceed it. */
  private static final int LONGEST_LINE = 4096;

  private static final int MOST_LINES = 200;
  private static final Pattern LINE = Pattern.compile("[2-5][0-5][0-9](?:[ -].*)?");

  private final Consumer<SmtpReply> replies;
  private final StringBuilder line = new StringBuilder();
  private List<String> lines = new ArrayList<>();

  SmtpReplyReader(Consumer<SmtpReply> replies) {
    this.replies = replies;
  }

  /**
   * @throws IllegalArgumentException where this is not SMTP
   */
  void read(Buffer bytes) {
    for (byte next : bytes.getBytes()) {
      if (next == '\n') {
        endLine();
      } else if (line.length() == LONGEST_LINE) {
        throw new IllegalArgumentException("a line without an end");
      } else {
        line.append((char) (next & 0xff));
      }
    }
  }

  /** Whether nothing of a further reply has arrived. */
  boolean isBetweenReplies() {
    return line.isEmpty() && lines.isEmpty();
  }

  private void endLine() {
    String text = line.toString().stripTrailing();
    line.setLength(0);
    if (!LINE.matcher(text).matches() || !continuesReply(text) || lines.size() == MOST_LINES) {
      throw new IllegalArgumentException("no reply of SMTP");
    }
    lines.add(text);
    if (text.length() < 4 || text.charAt(3) != '-') {
      endReply();
    }
  }

  private boolean continuesReply(String text) {
    return lines.isEmpty() || lines.get(0).regionMatches(0, text, 0, 3);
  }

  private void endReply() {
    SmtpReply reply = new SmtpReply(Integer.parseInt(lines.get(0).substring(0, 3)), lines);
    lines = new ArrayList<>();
    replies.accept(reply);
  }
}
