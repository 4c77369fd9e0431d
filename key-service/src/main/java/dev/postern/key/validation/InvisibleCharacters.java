package dev.postern.key.validation;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What copying from a page, a chat or a word processor leaves in a text without showing it. */
final class InvisibleCharacters {

  private InvisibleCharacters() {}

  /**
   * The text without invisible characters at its ends: spaces of every kind, byte order and bidi
   * marks.
   */
  static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isUnseen(text.charAt(start))) {
      start++;
    }
    while (end > start && isUnseen(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /**
   * The refusal that names the first character that cannot be in a key's text; the given one where
   * there is no such character.
   */
  static RejectedKeyException named(String text, RejectedKeyException refusal) {
    OptionalInt at =
        switch (refusal.reason()) {
          case COMMENT -> first(text, InvisibleCharacters::isUnprintable);
          case MALFORMED, UNKNOWN_TYPE, NOT_ONE_LINE, OPTIONS -> firstForeign(text);
          case PRIVATE_KEY,
              EMPTY,
              TOO_LARGE,
              NOT_A_KEY,
              CERTIFICATE,
              WEAK_TYPE,
              SIZE,
              WEAK,
              COMPROMISED ->
              OptionalInt.empty();
        };
    if (at.isEmpty()) {
      return refusal;
    }
    int codePoint = text.codePointAt(at.getAsInt());
    int position = text.codePointCount(0, at.getAsInt()) + 1;
    return new RejectedKeyException(
        refusal.reason(),
        "There is a character in it that %s: U+%04X at position %d. Copy the .pub file again, or type that place again."
            .formatted(
                isUnseen(codePoint) || isUnprintable(codePoint) ? "cannot be seen" : "no key has",
                codePoint,
                position));
  }

  /** The type and key of a line: its comment may have any letters. */
  private static OptionalInt firstForeign(String text) {
    if (text.contains("\n") || text.contains("\r")) {
      return first(text, codePoint -> isForeign(codePoint) && isUnseen(codePoint));
    }
    String[] words = text.split("(?<=[^ \t])(?=[ \t])", 3);
    String key = words.length == 1 ? words[0] : words[0] + words[1];
    return first(key, InvisibleCharacters::isForeign);
  }

  private static OptionalInt first(String text, java.util.function.IntPredicate odd) {
    return IntStream.range(0, text.length())
        .filter(i -> i == 0 || !Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i)))
        .filter(i -> odd.test(text.codePointAt(i)))
        .findFirst();
  }

  private static boolean isForeign(int codePoint) {
    return codePoint != '\t'
        && codePoint != '\n'
        && codePoint != '\r'
        && (codePoint < ' ' || codePoint > '~');
  }

  private static boolean isUnprintable(int codePoint) {
    return codePoint != '\t' && !Comment.isPrintable(codePoint);
  }

  private static boolean isUnseen(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || Character.getType(codePoint) == Character.FORMAT;
  }
}
