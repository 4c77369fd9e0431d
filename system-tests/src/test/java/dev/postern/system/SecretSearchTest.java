package dev.postern.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search that others rely on can fail. */
class SecretSearchTest {

  private static final String PASSWORD = "abcd-efgh-jkmn-pqrs-tuvw-xyz2";
  private final SecretSearch search = new SecretSearch(PASSWORD);

  @ParameterizedTest
  @ValueSource(strings = {PASSWORD, "abcdefghjkmnpqrstuvwxyz2"})
  void findsEveryForm(String form) {
    byte[] ascii = form.getBytes(StandardCharsets.US_ASCII);
    assertThat(search.in("a " + form + " b")).isPresent();
    assertThat(search.in(HexFormat.of().formatHex(ascii))).isPresent();
    for (String before : new String[] {"", "1", "12", "123", "{\"password\":\""}) {
      byte[] text = (before + form + "\"}").getBytes(StandardCharsets.US_ASCII);
      assertThat(search.in(Base64.getEncoder().encodeToString(text))).as(before).isPresent();
      assertThat(search.in(Base64.getUrlEncoder().encodeToString(text))).as(before).isPresent();
    }
  }

  @Test
  void findsNothingElse() {
    assertThat(search.in("abcd-efgh-jkmn-pqrs")).isEmpty();
  }
}
