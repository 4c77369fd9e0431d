package dev.postern.dashboard.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What services say, in German. They speak English, to programs as well; their sentences are in
 * {@code messages/services_de.txt} with ours below each.
 */
final class ServiceSentences {

  /** The longest first, so that a sentence is not taken for the beginning of a longer one. */
  private static final List<Pair> ALL = read("/messages/services_de.txt");

  private record Pair(String english, Pattern pattern, String german) {

    static Pair of(String english, String german) {
      String pattern =
          List.of(english.split("\\{}", -1)).stream()
              .map(Pattern::quote)
              .collect(Collectors.joining("(.{1,200}?)"));
      return new Pair(english, Pattern.compile(pattern + "(?=\\s|$)\\s*"), german);
    }

    /** Ours, with what the service named. */
    String with(Matcher found) {
      String text = german;
      for (int i = 1; i <= found.groupCount(); i++) {
        text = text.replace("{" + i + "}", found.group(i));
      }
      return text;
    }
  }

  private ServiceSentences() {}

  /** Empty where a part of the text is not known. */
  static Optional<String> inGerman(String text) {
    List<String> sentences = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int from = at;
      for (Pair pair : ALL) {
        Matcher found = pair.pattern().matcher(text).region(from, text.length());
        if (found.lookingAt()) {
          sentences.add(pair.with(found));
          at = found.end();
          break;
        }
      }
      if (at == from) {
        return Optional.empty();
      }
    }
    return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
  }

  private static List<Pair> read(String resource) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                ServiceSentences.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      List<String> lines =
          in.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      List<Pair> pairs = new ArrayList<>();
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        pairs.add(Pair.of(lines.get(i), lines.get(i + 1)));
      }
      pairs.sort(Comparator.comparingInt((Pair pair) -> pair.english().length()).reversed());
      return List.copyOf(pairs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
