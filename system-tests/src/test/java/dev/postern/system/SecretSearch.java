package dev.postern.system;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for a password in whatever form it may have slipped out: raw, without its dashes, base64,
 * hex.
 */
final class SecretSearch {

  private final List<String> needles;

  SecretSearch(String... passwords) {
    needles = Stream.of(passwords).flatMap(SecretSearch::forms).toList();
  }

  /** The form that was found. */
  Optional<String> in(byte[] haystack) {
    if (haystack == null) {
      return Optional.empty();
    }
    String text = new String(haystack, StandardCharsets.ISO_8859_1);
    return needles.stream().filter(text::contains).findFirst();
  }

  Optional<String> in(String haystack) {
    return in(haystack.getBytes(StandardCharsets.UTF_8));
  }

  private static Stream<String> forms(String password) {
    return Stream.of(password, password.replace("-", ""))
        .flatMap(
            p -> Stream.concat(Stream.of(p, hex(p), hex(p).toUpperCase(Locale.ROOT)), base64(p)));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * A base64 text holds another at three alignments; the ends depend on the neighbours and are cut.
   */
  private static Stream<String> base64(String text) {
    return Stream.of("", "x", "xx").flatMap(prefix -> base64(prefix, text));
  }

  private static Stream<String> base64(String prefix, String text) {
    byte[] bytes = (prefix + text).getBytes(StandardCharsets.US_ASCII);
    int skip = prefix.isEmpty() ? 0 : 4;
    return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
        .map(encoder -> encoder.withoutPadding().encodeToString(bytes))
        .map(encoded -> encoded.substring(skip, encoded.length() - 3));
  }
}
