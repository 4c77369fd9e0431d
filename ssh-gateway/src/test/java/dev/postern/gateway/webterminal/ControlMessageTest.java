package dev.postern.gateway.webterminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever text a client sends is one of the three messages, or none. */
class ControlMessageTest {

  private static final String SIZED = "{\"type\":\"resize\",\"columns\":%s,\"rows\":24}";

  @Test
  void aSizeAndATokenAreRead() {
    assertThat(ControlMessage.parse(SIZED.formatted("80")))
        .contains(new ControlMessage.Resize(new TerminalSize(80, 24)));
    assertThat(ControlMessage.parse("{\"type\":\"token\",\"token\":\"a.b.c\",\"more\":[null]}"))
        .contains(new ControlMessage.Renewal("a.b.c"));
  }

  @Test
  void anAcknowledgementIsAWholeNumberThatIsNotNegative() {
    String ack = "{\"type\":\"ack\",\"offset\":%s}";

    assertThat(ControlMessage.parse(ack.formatted("0"))).contains(new ControlMessage.Shown(0));
    assertThat(ControlMessage.parse(ack.formatted("9007199254740991")))
        .contains(new ControlMessage.Shown(9_007_199_254_740_991L));
    for (String none : new String[] {"-1", "1.5", "1e3", "null", "\"1\"", "9".repeat(40)}) {
      assertThat(ControlMessage.parse(ack.formatted(none))).as(none).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"80\"",
        "80.0",
        "80.5",
        "0",
        "-1",
        "1001",
        "2147483648",
        "4294967376",
        "1e2",
        "1e999999999",
        "true",
        "[80]",
        "{}",
        "99999999999999999999999999999999"
      })
  void whatIsNoSizeResizesNothing(String columns) {
    assertThat(ControlMessage.parse(SIZED.formatted(columns))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "1",
        "\"resize\"",
        "[]",
        "{}",
        "{",
        "{\"type\":null}",
        "{\"type\":{}}",
        "{\"type\":[\"resize\"]}",
        "{\"type\":1}",
        "{\"type\":\"resize\"}",
        "{\"type\":\"RESIZE\",\"columns\":80,\"rows\":24}",
        "{\"type\":\"token\"}",
        "{\"type\":\"token\",\"token\":null}",
        "{\"type\":\"token\",\"token\":{\"a\":1}}",
        "{\"type\":\"token\",\"token\":1}",
        "{\"type\":\"close\"}",
        "\ufeff{\"type\":\"token\",\"token\":\"a\"}",
        "\u0000"
      })
  void whatIsNoMessageIsNone(String text) {
    assertThat(ControlMessage.parse(text)).isEmpty();
  }

  @Test
  void aMessageThatIsNestedWithoutEndIsNone() {
    assertThat(ControlMessage.parse("[".repeat(16_000))).isEmpty();
    assertThat(ControlMessage.parse("{\"type\":".repeat(2_000))).isEmpty();
    assertThat(ControlMessage.parse("{\"type\":" + "9".repeat(16_000) + "}")).isEmpty();
  }
}
