package dev.postern.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for passwords in every form in which they could leak: raw, without dashes, base64 at any
 * alignment and in both alphabets, hex, URL-encoded. One pass, however many passwords there are.
 */
final class SecretSearch {

  /** The first bytes of a form, by which it is looked up: as many as a long holds. */
  private static final int HEAD = Long.BYTES;

  private static final int BITS = 16;

  private final Map<Long, List<byte[]>> forms = new HashMap<>();
  private final BitSet heads = new BitSet(1 << BITS);

  SecretSearch(String... passwords) {
    this(List.of(passwords));
  }

  /**
   * @param passwords of at least 11 characters each, ASCII
   */
  SecretSearch(Collection<String> passwords) {
    passwords.stream().flatMap(SecretSearch::forms).forEach(this::add);
  }

  private void add(String form) {
    byte[] bytes = form.getBytes(StandardCharsets.US_ASCII);
    long head = 0;
    for (int i = 0; i < HEAD; i++) {
      head = head << 8 | bytes[i];
    }
    heads.set(bit(head));
    forms.computeIfAbsent(head, key -> new ArrayList<>()).add(bytes);
  }

  /** The form that was found. */
  Optional<String> in(byte[] haystack) {
    if (haystack == null) {
      return Optional.empty();
    }
    long window = 0;
    for (int i = 0; i < haystack.length; i++) {
      window = window << 8 | haystack[i] & 0xff;
      if (heads.get(bit(window))) {
        Optional<String> found = at(haystack, i - HEAD + 1, window);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  Optional<String> in(String haystack) {
    return in(haystack.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> at(byte[] haystack, int from, long head) {
    return forms.getOrDefault(head, List.of()).stream()
        .filter(form -> from >= 0 && from + form.length <= haystack.length)
        .filter(form -> Arrays.equals(haystack, from, from + form.length, form, 0, form.length))
        .map(form -> new String(form, StandardCharsets.US_ASCII))
        .findFirst();
  }

  private static int bit(long head) {
    return (int) (head * 0x9E3779B97F4A7C15L >>> Long.SIZE - BITS);
  }

  private static Stream<String> forms(String password) {
    return Stream.of(password, password.replace("-", ""))
        .flatMap(p -> Stream.concat(Stream.concat(plain(p), url(p)), base64(p)))
        .distinct();
  }

  private static Stream<String> plain(String text) {
    return Stream.of(text, text.toUpperCase(Locale.ROOT), hex(text), upper(hex(text)));
  }

  /** Every character as {@code %xx}, or the dashes only. */
  private static Stream<String> url(String text) {
    String all = hex(text).replaceAll("..", "%$0");
    return Stream.of(all, upper(all), text.replace("-", "%2d"), text.replace("-", "%2D"));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
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
