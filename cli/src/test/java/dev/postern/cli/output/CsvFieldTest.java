package dev.postern.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFieldTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "plain | plain",
        "a,b | \"a,b\"",
        "say \"a\" | \"say \"\"a\"\"\"",
        "=1+1 | '=1+1",
        "@sum(a1) | '@sum(a1)",
        "-2 | '-2",
        "=a,b | \"'=a,b\""
      })
  void aFieldIsQuotedAndNoFormula(String text, String field) {
    assertThat(CsvField.of(text)).isEqualTo(field);
  }
}
