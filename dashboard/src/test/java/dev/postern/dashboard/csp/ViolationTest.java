package dev.postern.dashboard.csp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationTest {

  @Test
  void bothShapesOfAReportAreRead() {
    assertThat(
            Violation.parse(
                """
                {"csp-report":{"document-uri":"http://localhost:8080/keys?filter=secret",
                 "effective-directive":"script-src-elem","blocked-uri":"inline"}}"""))
        .containsExactly(new Violation("script-src-elem", "http://localhost:8080/keys", "inline"));
    assertThat(
            Violation.parse(
                """
                [{"type":"deprecation","body":{}},
                 {"type":"csp-violation","body":{"documentURL":"https://postern.example.org/",
                  "effectiveDirective":"img-src","blockedURL":"https://evil.example/x.png?who=demo"}}]"""))
        .containsExactly(
            new Violation("img-src", "https://postern.example.org/", "https://evil.example/x.png"));
  }

  @Test
  void aStrangersWordsAreNotRepeated() {
    assertThat(
            Violation.parse(
                """
                {"csp-report":{"document-uri":"http://a/\\u001b[2J","effective-directive":"x\\ny",
                 "blocked-uri":17}}"""))
        .containsExactly(new Violation("other", "?", "?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "1",
        "[]",
        "{}",
        "[1,null,[]]",
        "{\"csp-report\":[]}",
        "{",
        "[{\"type\":\"csp-violation\"}]"
      })
  void whatIsNoReportIsNone(String body) {
    assertThat(Violation.parse(body)).isEmpty();
  }
}
