package dev.postern.key.validation;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One line as in a {@code .pub} file: type, base64, comment. */
final class KeyLine {

  private static final String WIRE_START = "AAAA";

  /** The first word of a line of known_hosts: names, addresses, patterns, or a hash of one. */
  private static final Pattern HOST =
      Pattern.compile("\\|1\\|\\S+|@\\S+|[A-Za-z0-9.:*?!,\\[\\]_-]+");

  /** Options of authorized_keys that have no value. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?:restrict|cert-authority|verify-required|(?:no-)?(?:pty|touch-required|user-rc"
              + "|(?:port|agent|x11)-forwarding)|,)+",
          Pattern.CASE_INSENSITIVE);

  private KeyLine() {}

  static ParsedKey parse(String line) throws RejectedKeyException {
    if (line.contains("\n") || line.contains("\r")) {
      throw SeveralLines.refusal(line);
    }
    List<String> words = Arrays.asList(line.split("[ \t]+", 3));
    KeyType type = KeyType.of(words.get(0)).orElse(null);
    if (type == null) {
      throw refusal(words.get(0), line);
    }
    if (words.size() < 2) {
      throw RejectedKeyException.malformed();
    }
    KeyMaterial key = KeyMaterial.decode(type, base64(words.get(1)));
    return new ParsedKey(key, words.size() == 3 ? words.get(2) : "");
  }

  static byte[] base64(String text) throws RejectedKeyException {
    try {
      byte[] octets = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(octets).equals(text)) {
        return octets;
      }
    } catch (IllegalArgumentException e) {
      // Not base64: the same answer as for base64 with bits that mean nothing.
    }
    throw RejectedKeyException.malformed();
  }

  private static RejectedKeyException refusal(String first, String line) {
    Optional<RejectedKeyException> known =
        UnacceptedType.refusal(first).or(() -> NonKeyText.refusal(line));
    if (known.isPresent()) {
      return known.get();
    }
    if (first.startsWith(WIRE_START)) {
      return new RejectedKeyException(
          Reason.MALFORMED,
          "The type in front of the key is missing. Paste the whole line of the .pub file,"
              + " from ssh- or ecdsa- on.");
    }
    return hasTypeInside(line) ? textInFront(first) : UnacceptedType.unknown();
  }

  private static RejectedKeyException textInFront(String first) {
    boolean ofHost = HOST.matcher(first).matches() && !OPTION.matcher(first).matches();
    return new RejectedKeyException(
        Reason.OPTIONS,
        ofHost
            ? "There is text in front of the key, as in a known_hosts file: that is a server's key."
                + " Paste your own: cat ~/.ssh/id_ed25519.pub"
            : "There is text in front of the key. Options are not accepted: paste the line from the"
                + " key's type on, such as ssh-ed25519.");
  }

  /** Whether there is a key somewhere in the text. */
  static boolean hasTypeInside(String text) {
    return Arrays.stream(KeyType.values()).anyMatch(t -> text.contains(t.sshName() + " AAAA"));
  }
}
