package dev.postern.key.validation;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** One line as in a {@code .pub} file: type, base64, comment. */
final class KeyLine {

  private static final String ACCEPTED =
      " Accepted are ed25519, ecdsa, rsa and the security-key types of ed25519 and ecdsa."
          + RejectedKeyException.CREATE;
  private static final String WIRE_START = "AAAA";

  private KeyLine() {}

  static ParsedKey parse(String line) throws RejectedKeyException {
    if (line.contains("\n") || line.contains("\r")) {
      throw new RejectedKeyException(
          Reason.NOT_ONE_LINE, "That is more than one line. Paste one key, on one line.");
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

  static RejectedKeyException unknownType() {
    return new RejectedKeyException(
        Reason.UNKNOWN_TYPE, "This is no public key of a type that is accepted." + ACCEPTED);
  }

  private static RejectedKeyException refusal(String first, String line) {
    if (first.equals("ssh-dss")) {
      return new RejectedKeyException(
          Reason.WEAK_TYPE, "DSA keys are too weak to be used." + RejectedKeyException.CREATE);
    }
    if (first.endsWith("-cert-v01@openssh.com")) {
      return new RejectedKeyException(
          Reason.CERTIFICATE,
          "This is a certificate. Paste the public key that it was made for, the .pub file without"
              + " -cert in its name.");
    }
    if (first.startsWith(WIRE_START)) {
      return new RejectedKeyException(
          Reason.MALFORMED,
          "The type in front of the key is missing. Paste the whole line of the .pub file,"
              + " from ssh- or ecdsa- on.");
    }
    if (hasTypeInside(line)) {
      return new RejectedKeyException(
          Reason.OPTIONS,
          "There is text in front of the key. Options are not accepted: paste the line from the"
              + " key's type on, such as ssh-ed25519.");
    }
    return unknownType();
  }

  private static boolean hasTypeInside(String line) {
    return Arrays.stream(KeyType.values()).anyMatch(t -> line.contains(t.sshName() + " AAAA"));
  }
}
