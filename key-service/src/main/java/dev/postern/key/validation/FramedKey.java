package dev.postern.key.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Public keys between BEGIN and END lines: RFC 4716, and PEM (RFC 7468). They are converted to what
 * a {@code .pub} file holds.
 */
final class FramedKey {

  private static final String SSH2 = "---- BEGIN SSH2 PUBLIC KEY ----";
  private static final String INFO = "-----BEGIN PUBLIC KEY-----";
  private static final String RSA = "-----BEGIN RSA PUBLIC KEY-----";
  private static final String COMMENT = "comment:";

  private FramedKey() {}

  static boolean starts(String text) {
    return text.startsWith("---- BEGIN") || text.startsWith("-----BEGIN");
  }

  static ParsedKey parse(String text) throws RejectedKeyException {
    List<String> lines = text.lines().map(String::strip).toList();
    String begin = lines.get(0);
    if (lines.size() < 2 || !lines.get(lines.size() - 1).equals(begin.replace("BEGIN", "END"))) {
      throw RejectedKeyException.malformed();
    }
    List<String> inside = lines.subList(1, lines.size() - 1);
    return switch (begin) {
      case SSH2 -> ssh2(inside);
      case INFO -> new ParsedKey(PemPublicKey.ofInfo(body(inside)), "");
      case RSA -> new ParsedKey(PemPublicKey.ofRsa(body(inside)), "");
      default -> throw KeyLine.unknownType();
    };
  }

  private static ParsedKey ssh2(List<String> lines) throws RejectedKeyException {
    List<String> body = new ArrayList<>(lines);
    String comment = "";
    while (!body.isEmpty() && body.get(0).contains(":")) {
      comment = comment(header(body)).orElse(comment);
    }
    byte[] blob = body(body);
    KeyType type = KeyType.of(new WireReader(blob).text()).orElseThrow(KeyLine::unknownType);
    return new ParsedKey(KeyMaterial.decode(type, blob), comment);
  }

  /** Takes a header and its continuation lines, which follow a backslash. */
  private static String header(List<String> lines) {
    StringBuilder header = new StringBuilder(lines.remove(0));
    while (header.charAt(header.length() - 1) == '\\' && !lines.isEmpty()) {
      header.setLength(header.length() - 1);
      header.append(lines.remove(0));
    }
    return header.toString();
  }

  private static Optional<String> comment(String header) {
    if (!header.regionMatches(true, 0, COMMENT, 0, COMMENT.length())) {
      return Optional.empty();
    }
    String value = header.substring(COMMENT.length()).strip();
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return Optional.of(quoted ? value.substring(1, value.length() - 1) : value);
  }

  private static byte[] body(List<String> lines) throws RejectedKeyException {
    return KeyLine.base64(String.join("", lines));
  }
}
