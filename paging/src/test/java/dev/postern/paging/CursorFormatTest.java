package dev.postern.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.problem.Problem;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorFormatTest {

  private static final Supplier<Problem> UNKNOWN = () -> Problem.invalid("cursor", "give another");

  private final CursorFormat<String> texts = CursorFormat.text(UNKNOWN);
  private final CursorFormat<Long> numbers = CursorFormat.number(UNKNOWN);
  private final CursorFormat<UUID> ids = CursorFormat.newestFirst(UNKNOWN);

  @Test
  void withoutACursorAListBeginsAtItsBeginning() {
    assertThat(texts.position(null)).isEmpty();
    assertThat(numbers.position(null)).isZero();
    assertThat(ids.position(null)).hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
  }

  @Test
  void aCursorIsBase64ForUrlsWithoutPadding() {
    assertThat(texts.cursor("10.0.0.7")).isEqualTo("MTAuMC4wLjc");
    assertThat(numbers.cursor(42L)).isEqualTo("NDI");
    assertThat(ids.cursor(UUID.fromString("0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d")))
        .isEqualTo("AZVgWo58ez6dQ1wfCis8TQ");
  }

  @Test
  void aCursorLeadsBackToItsPosition() {
    UUID id = UUID.fromString("0195605a-8e7c-7b3e-9d43-5c1f0a2b3c4d");
    assertThat(texts.position(texts.cursor("é/2"))).isEqualTo("é/2");
    assertThat(numbers.position(numbers.cursor(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
    assertThat(ids.position(ids.cursor(id))).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "bm8", ""})
  void whatIsNoNumberIsRefused(String cursor) {
    refused(numbers, cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "AAAA", "AZVgWo58ez6dQ1wfCis8TQAA"})
  void whatIsNoIdIsRefused(String cursor) {
    refused(ids, cursor);
  }

  @Test
  void aPositionThatTheListCannotHaveIsRefused() {
    CursorFormat<String> names = texts.where(name -> name.matches("[a-z]+"));
    assertThat(names.position(texts.cursor("web"))).isEqualTo("web");
    refused(names, texts.cursor("WEB"));
    refused(names, texts.cursor(""));
  }

  private static void refused(CursorFormat<?> format, String cursor) {
    assertThatThrownBy(() -> format.position(cursor)).isInstanceOf(Problem.class);
  }
}
