package dev.postern.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"c7k2m9", "k0123456789abcde", "shop", "203.0.113.7", "2001:db8::7", "::1"})
  void isAnIdANameOrAnAddress(String value) {
    assertThat(Target.of(Map.of("id", List.of(value)))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Jane Doe", "jane@example.org", "..", "x\r\ny", "-a", "J\u00f8"})
  void isNothingElseThatSomebodyWroteThere(String value) {
    assertThat(Target.of(Map.of("id", List.of(value)))).isNull();
  }

  @Test
  void isNeverWhatProvesSomething() {
    assertThat(Target.of(Map.of("token", List.of("c7k2m9")))).isNull();
    assertThat(Target.of(Map.of("ref", List.of("c7k2m9")))).isNull();
    assertThat(Target.of(Map.of())).isNull();
  }
}
