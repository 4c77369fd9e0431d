package dev.postern.gateway.menu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineEditorTest {

  private final LineEditor editor = new LineEditor(true);

  @Test
  void aLineEndsWithReturnNewlineOrBoth() {
    assertThat(type("2\r")).isEqualTo("2");
    assertThat(type("3\n")).isEqualTo("3");
    assertThat(type("4\r\n5\r")).isEqualTo("5");
  }

  @Test
  void backspaceAndControlUTakeBack() {
    assertThat(type("12\u007f3\r")).isEqualTo("13");
    assertThat(type("12\u0015" + "3\r")).isEqualTo("3");
  }

  @Test
  void cursorKeysAndControlCharactersLeaveNoTrace() {
    assertThat(type("1\u001b[A\u001bOB\u0007\u001b[1;5C2\r")).isEqualTo("12");
  }

  @Test
  void controlDAtTheBeginningIsTheEnd() {
    assertThat(editor.type((byte) 4).end()).isTrue();
    editor.type((byte) '1');
    assertThat(editor.type((byte) 4).end()).isFalse();
  }

  @Test
  void aLongLineIsCutNotKept() {
    assertThat(type("x".repeat(100_000) + "\r")).hasSize(128);
  }

  private String type(String text) {
    String line = null;
    for (char c : text.toCharArray()) {
      String ended = editor.type((byte) c).line();
      line = ended == null ? line : ended;
    }
    return line;
  }
}
