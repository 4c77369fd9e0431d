package dev.postern.credential.container;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a person types to find containers: words, all of which must match. A word is a part of what
 * a row shows, or {@code running} or {@code stopped}; {@code layer:cp} and the like look at one
 * thing.
 */
public record FilterText(List<Word> words) {

  /** Longer is refused. */
  public static final int LONGEST = 200;

  public static final FilterText NONE = new FilterText(List.of());

  private static final int MOST_WORDS = 10;
  private static final Pattern QUALIFIED =
      Pattern.compile("(?<field>layer|environment|status|ssh|password):(?<value>.*)");

  /** Where a word has to be. */
  public enum Field {
    ANY,
    LAYER,
    ENVIRONMENT,
    STATUS,
    SSH,
    PASSWORD
  }

  /** A word in lower case; the beginning of its field's value, anywhere in {@code ANY}. */
  public record Word(Field field, String text) {}

  /**
   * @param text null for none
   */
  public static FilterText of(String text) {
    return text == null || text.isBlank()
        ? NONE
        : new FilterText(
            Stream.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .limit(MOST_WORDS)
                .map(FilterText::word)
                .toList());
  }

  /** What has another name before its colon is an IPv6 address, or the beginning of one. */
  private static Word word(String text) {
    Matcher qualified = QUALIFIED.matcher(text);
    return qualified.matches()
        ? new Word(
            Field.valueOf(qualified.group("field").toUpperCase(Locale.ROOT)),
            qualified.group("value"))
        : new Word(Field.ANY, text);
  }
}
