package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on which other tests rely finds what it should. */
class SecretSearchTest {

  private static final String PASSWORD = "abcd-efgh-jkmn-pqrs-tuvw-xyz2";
  private final SecretSearch search = new SecretSearch(PASSWORD);

  @ParameterizedTest
  @ValueSource(strings = {PASSWORD, "abcdefghjkmnpqrstuvwxyz2"})
  void findsEveryForm(String form) {
    byte[] ascii = form.getBytes(StandardCharsets.US_ASCII);
    String hex = HexFormat.of().formatHex(ascii);
    String url = hex.replaceAll("..", "%$0");
    for (String text : List.of(form, hex, url)) {
      assertThat(search.in(text)).isPresent();
      assertThat(search.in("a " + text + " b")).isPresent();
      assertThat(search.in(text.toUpperCase(Locale.ROOT))).isPresent();
    }
    for (String before : new String[] {"", "1", "12", "123", "{\"password\":\""}) {
      byte[] text = (before + form + "\"}").getBytes(StandardCharsets.US_ASCII);
      assertThat(search.in(Base64.getEncoder().encodeToString(text))).as(before).isPresent();
      assertThat(search.in(Base64.getUrlEncoder().encodeToString(text))).as(before).isPresent();
    }
  }

  @Test
  void findsDashesThatAUrlEscapes() {
    assertThat(search.in("/x?p=" + PASSWORD.replace("-", "%2D") + "&q=1")).isPresent();
    assertThat(search.in("/x?p=" + PASSWORD.replace("-", "%2d"))).isPresent();
  }

  @Test
  void findsAnyOfManyAmongOtherBytes() {
    List<String> passwords = IntStream.range(0, 100).mapToObj(n -> PASSWORD + "-" + n).toList();
    SecretSearch many = new SecretSearch(passwords);
    String noise = "\u00e4\u0000 abcd-efgh-jkmn abcd-".repeat(500);

    assertThat(many.in(noise)).isEmpty();
    for (String password : passwords) {
      assertThat(many.in(noise + password)).isPresent();
    }
  }

  @Test
  void findsNothingElse() {
    assertThat(search.in("")).isEmpty();
    assertThat(search.in("abcd-efgh-jkmn-pqrs")).isEmpty();
    assertThat(search.in(PASSWORD.substring(0, PASSWORD.length() - 1))).isEmpty();
    assertThat(search.in((byte[]) null)).isEmpty();
  }
}
