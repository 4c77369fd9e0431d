package dev.postern.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @Test
  void forTerminalsOnlyAsciiIsLeft() {
    assertThat(Printable.ascii(" a\u001b[2Jb\u00e9\u202e ", 80)).isEqualTo("a?[2Jb??");
  }

  @Test
  void forTerminalsLinesBecomeOne() {
    assertThat(Printable.ascii("\nfirst\r\n\tsecond\n", 80)).isEqualTo("first second");
  }

  @Test
  void forTerminalsLongTextIsCut() {
    assertThat(Printable.ascii("abcdef", 5)).isEqualTo("abcde...");
    assertThat(Printable.ascii("abcde", 5)).isEqualTo("abcde");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\u0000", "\u001b", "\u2028", "\u202e", "\u200f", "\ue000"})
  void forMailsWhatBreaksOrTurnsALineIsReplaced(String character) {
    assertThat(Printable.line("a" + character + "b")).isEqualTo("a\ufffdb");
  }

  @Test
  void forMailsEveryScriptIsLeft() {
    assertThat(Printable.line("Köln 東京 🐳")).isEqualTo("Köln 東京 🐳");
  }

  @Test
  void forMailsLongTextIsCut() {
    assertThat(Printable.line("🐳🐳🐳", 2)).isEqualTo("🐳🐳");
    assertThat(Printable.line("x".repeat(300))).hasSize(255);
  }

  @Test
  void noTextIsTheEmptyText() {
    assertThat(Printable.ascii(null, 5)).isEmpty();
    assertThat(Printable.line(null)).isEmpty();
  }
}
