package dev.postern.credential.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.Crypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

  private final PasswordGenerator generator = new PasswordGenerator();

  @Test
  void hasAHundredAndTwentyBits() {
    assertThat(PasswordGenerator.ALPHABET.chars().distinct().count()).isEqualTo(32);
    assertThat(text(generator.next())).matches("([a-km-np-z2-9]{4}-){5}[a-km-np-z2-9]{4}");
  }

  @Test
  void usesEveryCharacterOfItsAlphabetAndNoneThatLooksLikeAnother() {
    Set<Character> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      text(generator.next()).chars().forEach(c -> seen.add((char) c));
    }

    seen.remove('-');
    assertThat(seen.stream().map(String::valueOf).sorted().collect(Collectors.joining()))
        .isEqualTo("23456789abcdefghijkmnpqrstuvwxyz");
  }

  @Test
  void isNeverTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      seen.add(text(generator.next()));
    }
    assertThat(seen).hasSize(1000);
  }

  @Test
  void isGoneOnceItIsClosed() {
    byte[] bytes = "k7fm-2345".getBytes(StandardCharsets.US_ASCII);
    Password password = Password.takeOwnershipOf(bytes);

    password.close();

    assertThat(bytes).containsOnly(0);
    assertThatThrownBy(password::copy).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isNotShown() {
    Password password = generator.next();

    assertThat(password.toString()).isEqualTo("Password[redacted]");
    assertThat(CryptHash.of(password).toString()).doesNotContain("$6$");
  }

  @Test
  void hashesAsCryptDoes() {
    Password password = generator.next();

    String hash = CryptHash.of(password).value();

    assertThat(Crypt.crypt(text(password), hash)).isEqualTo(hash);
    assertThat(CryptHash.of(password).value()).as("a salt of its own").isNotEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not-a-hash",
        "$1$salt$hash",
        "$6$salt$tooshort",
        "$6$$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "$6$s:t$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "$6$salt$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
        "$6$salt$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r",
        "$6$salt$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nbob:x"
      })
  void isNoHashThatChpasswdWouldMisread(String value) {
    assertThatThrownBy(() -> new CryptHash(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("aaaa");
  }

  private static String text(Password password) {
    return new String(password.copy(), StandardCharsets.US_ASCII);
  }
}
