package dev.postern.key.validation;

import dev.postern.key.validation.RejectedKeyException.Reason;
import java.util.List;
import java.util.regex.Pattern;

/** The refusals of more than one line where one key was expected. */
final class SeveralLines {

  private static final Pattern KEY = Pattern.compile("(?:ssh|ecdsa|sk|webauthn)-\\S+ AAAA.*");
  private static final Pattern MORE_OF_A_KEY = Pattern.compile("[A-Za-z0-9+/]{8,}={0,2}(?: .*)?");

  private SeveralLines() {}

  static RejectedKeyException refusal(String text) {
    List<String> lines =
        text.lines().map(InvisibleCharacters::trimmed).filter(line -> !line.isEmpty()).toList();
    long keys = lines.stream().filter(line -> KEY.matcher(line).matches()).count();
    if (keys > 1) {
      return keys();
    }
    if (keys == 0) {
      return NonKeyText.refusal(text).orElseGet(SeveralLines::severalLines);
    }
    boolean wrapped =
        KEY.matcher(lines.get(0)).matches()
            && lines.size() > 1
            && MORE_OF_A_KEY.matcher(lines.get(1)).matches();
    return wrapped
        ? of(
            "The key's line is broken into several, as mail programs do. Paste it as one line, without"
                + " anything where it was broken.")
        : severalLines();
  }

  static RejectedKeyException keys() {
    return of("That is more than one key. Add them one at a time.");
  }

  private static RejectedKeyException severalLines() {
    return of("That is more than one line. Paste one key, on one line.");
  }

  private static RejectedKeyException of(String sentence) {
    return new RejectedKeyException(Reason.NOT_ONE_LINE, sentence);
  }
}
