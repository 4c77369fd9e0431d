package dev.postern.key.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public keys between BEGIN and END lines: RFC 4716, and PEM (RFC 7468). They are converted to what
 * a {@code .pub} file holds.
 */
final class PemOrSsh2Key {

  private static final String SSH2 = "---- BEGIN SSH2 PUBLIC KEY ----";
  private static final String INFO = "-----BEGIN PUBLIC KEY-----";
  private static final String RSA = "-----BEGIN RSA PUBLIC KEY-----";
  private static final String COMMENT = "comment:";

  /** RFC 4716 has four dashes and a space, RFC 7468 has five. */
  private static final Pattern BEGIN =
      Pattern.compile("(-----BEGIN [A-Z0-9 ]{3,40}-----|---- BEGIN [A-Z0-9 ]{3,40} ----)");

  private PemOrSsh2Key() {}

  static boolean isIn(String text) {
    return BEGIN.matcher(text).find();
  }

  /** Text before BEGIN and after END is skipped, as other programs do. */
  static ParsedKey parse(String text) throws RejectedKeyException {
    Matcher frame = BEGIN.matcher(text);
    if (!frame.find()) {
      throw RejectedKeyException.malformed();
    }
    String begin = frame.group(1);
    String rest = text.substring(frame.end());
    int end = rest.indexOf(begin.replace("BEGIN", "END"));
    String around = text.substring(0, frame.start()) + rest.substring(Math.max(0, end));
    if (end < 0) {
      throw isKey(begin) ? RejectedKeyException.malformed() : NonKeyFrame.refusal(begin);
    }
    if (isIn(around) || KeyLine.hasTypeInside(around)) {
      throw SeveralLines.keys();
    }
    return parse(begin, rest.substring(0, end).lines().map(PemOrSsh2Key::unquoted).toList());
  }

  /** A line as it was before a mail program put it into an answer. */
  private static String unquoted(String line) {
    return line.replaceFirst("^[>\\s]+", "").strip();
  }

  private static boolean isKey(String begin) {
    return begin.equals(SSH2) || begin.equals(INFO) || begin.equals(RSA);
  }

  private static ParsedKey parse(String begin, List<String> all) throws RejectedKeyException {
    List<String> inside = all.stream().filter(line -> !line.isEmpty()).toList();
    return switch (begin) {
      case SSH2 -> ssh2(inside);
      case INFO -> new ParsedKey(PemPublicKey.ofInfo(body(inside)), "");
      case RSA -> new ParsedKey(PemPublicKey.ofRsa(body(inside)), "");
      default -> throw NonKeyFrame.refusal(begin);
    };
  }

  private static ParsedKey ssh2(List<String> lines) throws RejectedKeyException {
    List<String> body = new ArrayList<>(lines);
    String comment = "";
    while (!body.isEmpty() && body.get(0).contains(":")) {
      comment = comment(header(body)).orElse(comment);
    }
    byte[] blob = body(body);
    String name = new WireReader(blob).text();
    KeyType type =
        KeyType.of(name)
            .orElseThrow(() -> UnacceptedType.refusal(name).orElseGet(UnacceptedType::unknown));
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
    return KeyLine.base64(String.join("", lines).replace(" ", ""));
  }
}
