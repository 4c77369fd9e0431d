package dev.postern.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

  @ParameterizedTest
  @CsvSource({
    "POST, 201, MADE",
    "PUT, 200, MADE",
    "PATCH, 200, MADE",
    "DELETE, 204, MADE",
    "POST, 400, MADE",
    "POST, 409, MADE",
    "POST, 503, MADE",
    "POST, 403, DENIED",
    "DELETE, 404, DENIED",
    "POST, 429, DENIED",
    "GET, 404, DENIED",
    "GET, 403, DENIED",
    "GET, 200, UNREMARKABLE",
    "HEAD, 200, UNREMARKABLE",
    "OPTIONS, 200, UNREMARKABLE",
    "POST, 401, UNREMARKABLE",
    "GET, 401, UNREMARKABLE"
  })
  void whatChangesSomethingOrWasDeniedIsToldAndWhatOnlyReadsIsNot(
      String method, int status, Outcome outcome) {
    assertThat(Outcome.of(method, status)).isEqualTo(outcome);
  }
}
